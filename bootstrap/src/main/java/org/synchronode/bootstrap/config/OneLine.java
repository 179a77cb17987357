package org.synchronode.bootstrap.config;

/** Text on its way to a terminal or a log line: one line, nothing that moves the cursor. */
final class OneLine {
  private static final int LONGEST_QUOTE = 60;

  private OneLine() {}

  static String of(String text) {
    return text.strip().replaceAll("\\p{Cntrl}+", " ");
  }

  /** In quotes, and cut where it is long. */
  static String quoted(String text) {
    String line = of(text);
    return "\""
        + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line)
        + "\"";
  }
}
