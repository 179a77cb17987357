package org.synchronode.http.path;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/**
 * Where the URL in a {@code Destination}, or in a tag of {@code If}, leads to. It may be whole or
 * only a path (RFC 4918 §8.3). Whether it says http or https, or webdav as KDE does, does not
 * matter: behind a proxy a node does not know what its client speaks.
 */
public final class OwnAddresses {
  private static final int LONGEST = 64 * 1024;
  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");
  private static final Pattern WITH_AUTHORITY = Pattern.compile("//([^/]*)(.*)");
  private static final Set<String> SCHEMES = Set.of("http", "https", "webdav", "webdavs");

  private final List<OwnAddress> addresses;

  /** Knows these; where there are none, paths only lead somewhere. */
  public OwnAddresses(List<OwnAddress> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  /** Where a URL leads to. */
  public sealed interface Target {}

  /** To this path of this node, without the prefix. */
  public record Here(RequestPath path) implements Target {}

  /** To another server, or past this node's prefix. */
  public record Elsewhere() implements Target {}

  /**
   * Finds where a URL leads to. Its path is decoded as a request's is.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it can't be read, has a fragment,
   *     or a query, which is what a name with an unencoded question mark looks like
   */
  public Target find(String text) {
    String url = text.strip();
    if (url.length() > LONGEST) {
      throw refused("it is too long");
    }
    if (url.indexOf('#') >= 0 || url.indexOf('?') >= 0) {
      throw refused("it has a # or a ?, which a name must have encoded");
    }
    if (url.startsWith("/")) {
      return below(url, addresses.isEmpty() ? List.of(List.of()) : prefixes(addresses));
    }
    Matcher whole = URL.matcher(url);
    if (!whole.matches()) {
      throw refused("it is neither a URL nor a path");
    }
    if (!SCHEMES.contains(whole.group(1).toLowerCase(Locale.ROOT))) {
      return new Elsewhere();
    }
    Matcher parts = WITH_AUTHORITY.matcher(whole.group(2));
    Optional<Authority> authority =
        parts.matches() ? Authority.parse(parts.group(1)) : Optional.empty();
    if (authority.isEmpty()) {
      throw refused("it names no host");
    }
    List<OwnAddress> own =
        addresses.stream().filter(one -> one.authority().equals(authority.get())).toList();
    return own.isEmpty()
        ? new Elsewhere()
        : below(parts.group(2).isEmpty() ? "/" : parts.group(2), prefixes(own));
  }

  /** The longest first. */
  private static List<List<String>> prefixes(List<OwnAddress> addresses) {
    return addresses.stream()
        .map(OwnAddress::prefix)
        .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
        .toList();
  }

  private static Target below(String raw, List<List<String>> prefixes) {
    RequestPath path = RequestPath.parse(raw);
    List<String> segments = path.segments();
    for (List<String> prefix : prefixes) {
      if (segments.size() >= prefix.size() && segments.subList(0, prefix.size()).equals(prefix)) {
        List<String> rest = segments.subList(prefix.size(), segments.size());
        return new Here(new RequestPath(rest, rest.isEmpty() || path.trailingSlash()));
      }
    }
    return new Elsewhere();
  }

  private static ProblemException refused(String why) {
    return new ProblemException(new Problem.BadRequest("This URL can't be read: " + why + "."));
  }
}
