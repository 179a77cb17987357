package org.synchronode.bootstrap.cli;

/** Text from other machines on its way to a terminal. */
final class Printable {
  private Printable() {}

  /**
   * One line; what could move the cursor, colour it or turn the direction of reading is shown as a
   * question mark.
   */
  static String of(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x{80}-\\x{9F}]", "?");
  }
}
