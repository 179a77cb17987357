package org.synchronode.http.header;

import java.nio.charset.StandardCharsets;

/**
 * {@code Content-Disposition} (RFC 6266): whether a browser shows a file or saves it, and under
 * which name. The name stands there twice: in ASCII for old clients, in full by RFC 8187.
 */
public final class ContentDisposition {
  private static final String ATTR_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

  private ContentDisposition() {}

  public static String inline(String name) {
    return "inline; " + filenames(name);
  }

  public static String attachment(String name) {
    return "attachment; " + filenames(name);
  }

  private static String filenames(String name) {
    StringBuilder text = new StringBuilder("filename=\"");
    // A percent sign is replaced too: some browsers decode what follows it.
    name.codePoints()
        .forEach(
            c ->
                text.appendCodePoint(
                    c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%' ? c : '_'));
    text.append("\"; filename*=UTF-8''");
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && ATTR_CHARS.indexOf(b) >= 0) {
        text.append((char) b);
      } else {
        text.append('%')
            .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
            .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
      }
    }
    return text.toString();
  }
}
