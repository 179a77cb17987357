package org.synchronode.http.path;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A path as a client is told it, in an href or a header: UTF-8, percent-encoded, never normalised
 * ({@code java.net.URI} would change NFD to NFC, by which a file could not be found again). A
 * folder's path ends in a slash, a file's never does (RFC 4918 §5.2).
 *
 * @param text the encoded path
 */
public record PublicPath(String text) {
  private static final String HEX = "0123456789ABCDEF";

  /**
   * Unreserved, and of the reserved characters those that mean nothing in a segment (RFC 3986
   * §3.3), but for ';'.
   */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@"
        .chars()
        .forEach(c -> PLAIN[c] = true);
  }

  /** A folder's path. */
  public static PublicPath folder(List<String> segments) {
    StringBuilder path = new StringBuilder("/");
    segments.forEach(segment -> encode(segment, path).append('/'));
    return new PublicPath(path.toString());
  }

  /** A file's path. */
  public static PublicPath file(List<String> segments) {
    String path = folder(segments).text;
    return new PublicPath(path.substring(0, path.length() - 1));
  }

  /** The path of a folder in this folder. */
  public PublicPath folder(String name) {
    return new PublicPath(encode(name, new StringBuilder(text)).append('/').toString());
  }

  /** The path of a file in this folder. */
  public PublicPath file(String name) {
    return new PublicPath(encode(name, new StringBuilder(text)).toString());
  }

  /** Percent-encodes one segment behind what stands there. */
  private static StringBuilder encode(String segment, StringBuilder into) {
    boolean plain = true;
    for (int i = 0; i < segment.length() && plain; i++) {
      char c = segment.charAt(i);
      plain = c < 128 && PLAIN[c];
    }
    if (plain) {
      return into.append(segment);
    }
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0 && PLAIN[b]) {
        into.append((char) b);
      } else {
        into.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return into;
  }

  @Override
  public String toString() {
    return text;
  }
}
