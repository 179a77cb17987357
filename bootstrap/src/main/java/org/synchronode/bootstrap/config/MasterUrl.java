package org.synchronode.bootstrap.config;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The address of the master that a node dials out to.
 *
 * @param base http or https, with a path that ends in a slash; no user info, query or fragment
 */
public record MasterUrl(URI base) {
  private static final String NUMBER = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(?i)(.+\\.)?localhost|127(\\." + NUMBER + "){3}|\\[(::|(0{1,4}:){7})0{0,3}1]");

  /**
   * Takes a URL, or only a host (with port and path, if need be): that means https, and http where
   * it is a loopback address.
   *
   * @throws IllegalArgumentException with what is wrong and what to do
   */
  public static MasterUrl parse(String written) {
    String stripped = written.strip();
    if (stripped.contains("://")) {
      return new MasterUrl(HttpUrl.parse(stripped));
    }
    MasterUrl secure = new MasterUrl(HttpUrl.parse("https://" + stripped));
    // Parsed again rather than changed: which port is left out depends on the scheme.
    return secure.isLoopback() ? new MasterUrl(HttpUrl.parse("http://" + stripped)) : secure;
  }

  /** True where nobody between this node and its master can read along. */
  public boolean isPrivate() {
    return base.getScheme().equals("https") || isLoopback();
  }

  /** True for {@code localhost} and literal loopback addresses; nothing is looked up. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(base.getHost()).matches();
  }

  /** The address of {@code path} (without a leading slash) below the master. */
  public URI http(String path) {
    return base.resolve(path);
  }

  /** The same with the WebSocket scheme that goes with the base's. */
  public URI webSocket(String path) {
    return URI.create("ws" + http(path).toString().substring("http".length()));
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
