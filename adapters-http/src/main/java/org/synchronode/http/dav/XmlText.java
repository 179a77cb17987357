package org.synchronode.http.dav;

/** Text in XML 1.0. */
final class XmlText {
  private XmlText() {}

  /**
   * Escapes for content and for attributes. Characters that XML 1.0 can't hold (§2.2), which a
   * file's name can, become U+FFFD: only in names for people, an href has none of them.
   */
  static String escape(String text) {
    int i = 0;
    while (i < text.length() && isPlain(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        // A reader would make blanks of them, or one line's end of two.
        case '\t', '\n', '\r' -> escaped.append("&#").append((int) c).append(';');
        case '\ufffe', '\uffff' -> escaped.append('\ufffd');
        default -> escaped.append(c < ' ' ? '\ufffd' : c);
      }
    }
    return escaped.toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < '\ufffe' && c != '&' && c != '<' && c != '>' && c != '"';
  }
}
