package org.synchronode.http.path;

import java.net.URI;
import java.util.List;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/**
 * An address under which clients reach this node.
 *
 * @param authority its host and port
 * @param prefix the segments that stand before this node's own paths there, such as those of a
 *     proxy that takes them away
 */
public record OwnAddress(Authority authority, List<String> prefix) {
  public OwnAddress {
    prefix = List.copyOf(prefix);
  }

  /**
   * A configured public URL, or one that a trusted proxy tells.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it has no host, or its path is
   *     none
   */
  public static OwnAddress of(URI url) {
    String path = url.getRawPath();
    return of(url.getRawAuthority() == null ? "" : url.getRawAuthority(), path == null ? "" : path);
  }

  /**
   * What a header such as {@code Host} tells.
   *
   * @param host a host, with or without a port
   * @param prefix a path, with or without a slash behind it, or empty
   * @throws ProblemException with {@link Problem.BadRequest} when they are none
   */
  public static OwnAddress of(String host, String prefix) {
    return new OwnAddress(
        Authority.parse(host).orElseThrow(() -> noHost(host)),
        RequestPath.parse(prefix.isEmpty() ? "/" : prefix).segments());
  }

  private static ProblemException noHost(String text) {
    return new ProblemException(new Problem.BadRequest("\"" + text + "\" is not a host's name."));
  }
}
