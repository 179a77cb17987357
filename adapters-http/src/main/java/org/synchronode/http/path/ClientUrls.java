package org.synchronode.http.path;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.synchronode.domain.ProblemException;

/** Under which addresses a client may mean this node: the configured ones, and the one it asked. */
public final class ClientUrls {
  private static final HeaderName FORWARDED_PREFIX = HeaderNames.create("X-Forwarded-Prefix");

  private final List<OwnAddress> configured;
  private final Predicate<ServerRequest> proxied;

  /**
   * Knows these besides the one that is asked.
   *
   * @param proxied whether a request came through a proxy whose word is taken
   */
  public ClientUrls(List<URI> publicUrls, Predicate<ServerRequest> proxied) {
    this.configured = publicUrls.stream().map(OwnAddress::of).toList();
    this.proxied = proxied;
  }

  /** Those that count for a request. */
  public OwnAddresses of(ServerRequest request) {
    List<OwnAddress> all = new ArrayList<>(configured);
    List<String> forwarded = forwardedPrefix(request).orElse(List.of());
    for (Authority host : hosts(request)) {
      all.add(new OwnAddress(host, List.of()));
      all.add(new OwnAddress(host, forwarded));
    }
    return new OwnAddresses(all);
  }

  /**
   * What a client asks for, and what it sees before that: a proxy may leave a prefix of the public
   * URL in the path, or take it away and say so in {@code X-Forwarded-Prefix}, or in the host.
   */
  public AskedPath asked(ServerRequest request, RequestPath path) {
    List<String> segments = path.segments();
    for (OwnAddress address : configured) {
      List<String> prefix = address.prefix();
      if (!prefix.isEmpty()
          && segments.size() >= prefix.size()
          && segments.subList(0, prefix.size()).equals(prefix)) {
        return new AskedPath(prefix, segments.subList(prefix.size(), segments.size()));
      }
    }
    return new AskedPath(prefix(request), segments);
  }

  private List<String> prefix(ServerRequest request) {
    return forwardedPrefix(request)
        .or(
            () ->
                configured.stream()
                    .filter(address -> hosts(request).contains(address.authority()))
                    .map(OwnAddress::prefix)
                    .findFirst())
        .orElse(List.of());
  }

  private Optional<List<String>> forwardedPrefix(ServerRequest request) {
    List<String> lines = request.headers().all(FORWARDED_PREFIX, List::of);
    if (lines.size() != 1 || !proxied.test(request)) {
      return Optional.empty();
    }
    try {
      return Optional.of(RequestPath.parse(lines.getFirst().strip()).segments());
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }

  /** By whatever name the client called it. */
  private List<Authority> hosts(ServerRequest request) {
    List<String> names = new ArrayList<>(request.headers().all(HeaderNames.HOST, List::of));
    if (proxied.test(request)) {
      names.addAll(request.headers().all(HeaderNames.X_FORWARDED_HOST, List::of));
    }
    return names.stream().flatMap(name -> Authority.parse(name.strip()).stream()).toList();
  }
}
