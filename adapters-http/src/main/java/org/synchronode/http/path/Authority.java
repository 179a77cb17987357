package org.synchronode.http.path;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and port of a URL (RFC 3986 §3.2). A proxy that ends TLS hides the scheme, so the ports
 * 80 and 443 are the same as none.
 *
 * @param host in lower case
 * @param port or 0 for the scheme's own
 */
public record Authority(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:[A-Za-z0-9._~!$&'()*+,;=%:-]*@)?(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._~!$&'()*+,;=%-]+)(?::([0-9]{0,5}))?");

  private static final int HIGHEST_PORT = 65_535;

  /** Reads it, without who logs in; nothing when it can't be read. */
  static Optional<Authority> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(2);
    int port = digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
    return port > HIGHEST_PORT
        ? Optional.empty()
        : Optional.of(
            new Authority(
                matcher.group(1).toLowerCase(Locale.ROOT), port == 80 || port == 443 ? 0 : port));
  }
}
