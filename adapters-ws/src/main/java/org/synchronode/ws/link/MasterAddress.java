package org.synchronode.ws.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a master is: an http or https address that ends in a slash, whatever path prefix a proxy
 * gives it.
 */
public record MasterAddress(URI base) {
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://.*");
  private static final Pattern LOOPBACK_4 = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+");

  /**
   * Checks an address.
   *
   * @throws IllegalArgumentException when it can't be a master's; the message says why
   */
  public MasterAddress {
    String scheme = base.getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("a master's address begins with https:// or http://");
    }
    if (base.getHost() == null) {
      throw new IllegalArgumentException("a master's address names a host");
    }
    if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
      throw new IllegalArgumentException("a master's address has no user, query or fragment");
    }
    if (!base.getPath().endsWith("/")) {
      throw new IllegalArgumentException("a master's address ends in a slash");
    }
  }

  /**
   * Reads what people write: without a scheme it is https, or http where it is a loopback address;
   * the last slash may be left out.
   *
   * @throws IllegalArgumentException when it can't be a master's address; the message says why
   */
  public static MasterAddress parse(String text) {
    try {
      String url = text.strip();
      if (!SCHEME.matcher(url).matches()) {
        URI guess = new URI("https://" + url);
        url = (isLoopback(String.valueOf(guess.getHost())) ? "http://" : "https://") + url;
      }
      return new MasterAddress(new URI(url.endsWith("/") ? url : url + "/"));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an address: " + e.getReason(), e);
    }
  }

  /** Whether what is sent there can be read on the way. */
  public boolean isPlainAndRemote() {
    return "http".equals(base.getScheme()) && !isLoopback(String.valueOf(base.getHost()));
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || LOOPBACK_4.matcher(name).matches();
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
