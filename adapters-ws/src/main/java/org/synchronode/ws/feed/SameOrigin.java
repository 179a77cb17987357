package org.synchronode.ws.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a page of this node asks: browsers say honestly which origin (RFC 6454) a page has, and
 * send credentials along whatever page it is. Other programs say nothing and pass.
 */
final class SameOrigin {
  private final List<String> origins;

  SameOrigin(List<URI> publicUrls) {
    this.origins = publicUrls.stream().map(SameOrigin::origin).flatMap(Optional::stream).toList();
  }

  /**
   * Judges a request.
   *
   * @param origin the header, or empty
   * @param host the header; it counts where no public URL is configured. A proxy that ends TLS
   *     passes it on without the scheme, so that is not compared then.
   */
  boolean allows(Optional<String> origin, Optional<String> host) {
    if (origin.isEmpty()) {
      return true;
    }
    Optional<URI> page = parse(origin.get());
    if (page.isEmpty()) {
      return false;
    }
    Optional<String> asked = origin(page.get());
    return origins.isEmpty()
        ? asked.isPresent()
            && host.flatMap(h -> parse(page.get().getScheme() + "://" + h))
                .flatMap(SameOrigin::origin)
                .equals(asked)
        : asked.filter(origins::contains).isPresent();
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /** Scheme, host and port; the port of the scheme where none is named. */
  private static Optional<String> origin(URI uri) {
    if (uri.getHost() == null || uri.getScheme() == null) {
      return Optional.empty();
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
  }
}
