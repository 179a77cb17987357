package org.synchronode.ws.link;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where a master is.
 *
 * @param base http or https, with a path that ends in a slash, whatever prefix a proxy gives it; no
 *     user, query or fragment
 */
public record MasterAddress(URI base) {
  private static final String NUMBER = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(?i)(.+\\.)?localhost|127(\\." + NUMBER + "){3}|\\[(::|(0{1,4}:){7})0{0,3}1]");

  /**
   * Checks an address.
   *
   * @throws IllegalArgumentException when it can't be a master's
   */
  public MasterAddress {
    boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!web
        || base.getHost() == null
        || base.getUserInfo() != null
        || base.getQuery() != null
        || base.getFragment() != null
        || !base.getPath().endsWith("/")) {
      throw new IllegalArgumentException(
          "a master's address is http or https, a host, and a path that ends in a slash");
    }
  }

  /** True where what is sent there can be read on the way. */
  public boolean isPlainAndRemote() {
    return base.getScheme().equals("http") && !isLoopback();
  }

  /** True for {@code localhost} and literal loopback addresses; nothing is looked up. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(base.getHost()).matches();
  }

  URI registration() {
    return base.resolve("register");
  }

  /** Where channels are dialled. */
  public URI channel() {
    return webSocket("ws/channel");
  }

  /**
   * With the last slash: of the two documented proxy set-ups, Apache's passes on only what is below
   * {@code /ws/}.
   */
  URI link() {
    return webSocket("ws/");
  }

  private URI webSocket(String path) {
    return URI.create("ws" + base.resolve(path).toString().substring("http".length()));
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
