package org.synchronode.e2e.kit;

import java.util.List;
import java.util.stream.Stream;

/** Names of files that programs get wrong. No two of them differ in case or in form alone. */
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
    Stream<String> whole =
        Stream.of(
            "...",
            ".hidden",
            "x".repeat(255),
            "é".repeat(127) + "x",
            "😀".repeat(63) + "abc",
            "CON",
            "a.b.c",
            "Thumbs.txt",
            "index.html");
    return Stream.concat(inside, whole).distinct().toList();
  }
}
