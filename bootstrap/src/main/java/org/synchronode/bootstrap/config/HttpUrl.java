package org.synchronode.bootstrap.config;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The rules that the two kinds of http(s) URL in the settings share. */
final class HttpUrl {
  private static final int HIGHEST_PORT = 65_535;

  private HttpUrl() {}

  /**
   * Host in lower case and ASCII, no port where it is the scheme's own, a path that ends in a
   * slash.
   *
   * @throws IllegalArgumentException with what is wrong and what to do; it never quotes user info
   */
  static URI parse(String written) {
    int colon = written.indexOf("://");
    String scheme = written.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "has the scheme " + OneLine.quoted(scheme) + "; write an http:// or https:// URL");
    }
    String rest = written.substring(colon + 3);
    int pathStart = rest.indexOf('/');
    String authority = pathStart < 0 ? rest : rest.substring(0, pathStart);
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException("has a user or password in its URL; remove it");
    }
    URI uri =
        parsed(
            scheme + "://" + inAscii(authority) + (pathStart < 0 ? "" : rest.substring(pathStart)));
    if (uri.getHost() == null
        || uri.getPort() == 0
        || uri.getPort() > HIGHEST_PORT
        || authority.endsWith(":")) {
      throw new IllegalArgumentException(
          "is no URL with a host and a good port: " + OneLine.quoted(written));
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("has a query or fragment; end it after the path");
    }
    String path = uri.normalize().getRawPath();
    if (path.contains("/../")) {
      throw new IllegalArgumentException(
          "has a path that leads out of its own root; remove the '..'");
    }
    int port = uri.getPort() == (scheme.equals("https") ? 443 : 80) ? -1 : uri.getPort();
    return parsed(
        scheme
            + "://"
            + uri.getHost().toLowerCase(Locale.ROOT)
            + (port < 0 ? "" : ":" + port)
            + path
            + (path.endsWith("/") ? "" : "/"));
  }

  private static String inAscii(String authority) {
    if (authority.chars().allMatch(character -> character < 128)) {
      return authority;
    }
    int port = authority.lastIndexOf(':');
    String host = port < 0 ? authority : authority.substring(0, port);
    return IDN.toASCII(host) + authority.substring(host.length());
  }

  private static URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is no URL: " + OneLine.quoted(text), e);
    }
  }
}
