package org.synchronode.bootstrap.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class NearestName {
  private static final int MOST_EDITS = 2;

  private NearestName() {}

  /**
   * The name at most two typing mistakes away, and fewer mistakes than letters; case doesn't count.
   */
  static Optional<String> to(String written, Collection<String> names) {
    return names.stream()
        .filter(name -> edits(written, name) <= Math.min(MOST_EDITS, written.length() - 1))
        .min(Comparator.comparingInt(name -> edits(written, name)));
  }

  /** Letters to insert, drop or replace (Levenshtein), one row of the table at a time. */
  private static int edits(String from, String to) {
    String first = from.toLowerCase(Locale.ROOT);
    String second = to.toLowerCase(Locale.ROOT);
    int[] row = new int[second.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= first.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (first.charAt(line - 1) == second.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[second.length()];
  }
}
