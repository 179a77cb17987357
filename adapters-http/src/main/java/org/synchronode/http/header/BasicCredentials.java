package org.synchronode.http.header;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A name and a password as {@code Authorization: Basic} carries them (RFC 7617), in UTF-8. */
public record BasicCredentials(String name, String password) {
  private static final String SCHEME = "Basic ";

  /** Reads a header's value; nothing when it is of another scheme, or can't be read. */
  public static Optional<BasicCredentials> parse(String text) {
    if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(text.substring(SCHEME.length()).strip()),
              StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "BasicCredentials[" + name + "]";
  }
}
