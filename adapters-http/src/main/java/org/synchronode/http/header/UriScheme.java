package org.synchronode.http.header;

import java.util.regex.Pattern;

/** What a whole URI begins with (RFC 3986 §3.1). */
final class UriScheme {
  private static final Pattern BEGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+");

  private UriScheme() {}

  /** Whether a scheme stands at the beginning, and something behind it. */
  static boolean begins(String text) {
    return BEGIN.matcher(text).matches();
  }
}
