package org.synchronode.http.dav.xml;

/** Text in XML 1.0. */
public final class XmlText {
  private XmlText() {}

  /**
   * Escapes for content and for attributes. Characters that XML 1.0 can't hold (§2.2), which a
   * file's name can, become U+FFFD: only in names for people, an href has none of them.
   */
  public static String escape(String text) {
    return escape(text, false);
  }

  /** Escapes for content alone, where tabs and the ends of lines may stand as they are. */
  public static String escapeContent(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean content) {
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
        case '"' -> escaped.append(content ? "\"" : "&quot;");
        case '\t', '\n' -> escaped.append(content ? "" + c : "&#" + (int) c + ";");
        // A reader would make another line's end of it.
        case '\r' -> escaped.append("&#13;");
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
