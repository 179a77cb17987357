package org.synchronode.e2e.kit;

import java.util.List;
import java.util.stream.Stream;

/**
 * Names of files that programs get wrong; some differ only in their Unicode form. Left out is what
 * XML can't say and so no WebDAV client can see (control characters), and what is no UTF-8.
 */
public final class AwkwardNames {
  private static final List<String> FRAGMENTS =
      List.of(
          "%",
          "%20",
          "%2F",
          "%2e%2e",
          "%00",
          "%zz",
          "#",
          "?",
          "?a=b",
          ";",
          ";v=1",
          "+",
          "&",
          "&amp;",
          "'",
          "\"",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "<",
          ">",
          "<b>",
          "|",
          "*",
          ":",
          "\\",
          "`",
          "!",
          "$",
          "^",
          "=",
          ",",
          "@",
          " ",
          "  ",
          "é",
          "e\u0301",
          "ő",
          "ß",
          "日本語",
          "עברית",
          "\u00a0",
          "😀",
          "👩‍👩‍👧",
          "..",
          "~",
          "-rf");

  private AwkwardNames() {}

  /** About two hundred. */
  public static List<String> all() {
    Stream<String> inside =
        FRAGMENTS.stream()
            .flatMap(odd -> Stream.of("a" + odd + "b", odd + "c", "d" + odd, odd + "e" + odd));
    Stream<String> whole = Stream.of("...", ".hidden", "CON", "a.b.c", "Thumbs.txt", "index.html");
    return Stream.of(inside, whole, Stream.of(longest()))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /** Of 255 bytes, in letters of one, two and four. */
  public static String[] longest() {
    return new String[] {"x".repeat(255), "é".repeat(127) + "x", "😀".repeat(63) + "abc"};
  }
}
