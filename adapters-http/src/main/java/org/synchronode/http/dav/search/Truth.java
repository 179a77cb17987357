package org.synchronode.http.dav.search;

import java.util.List;
import java.util.function.Predicate;

/** What a condition comes to, in the logic of three values (RFC 5323 §5.5.1). */
enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  static Truth of(boolean known) {
    return known ? TRUE : FALSE;
  }

  Truth not() {
    return switch (this) {
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
      case TRUE -> FALSE;
    };
  }

  /** The least of them. */
  static Truth all(List<Truth> truths) {
    return any(truths, FALSE::equals) ? FALSE : any(truths, UNKNOWN::equals) ? UNKNOWN : TRUE;
  }

  /** The most of them. */
  static Truth one(List<Truth> truths) {
    return any(truths, TRUE::equals) ? TRUE : any(truths, UNKNOWN::equals) ? UNKNOWN : FALSE;
  }

  private static boolean any(List<Truth> truths, Predicate<Truth> is) {
    return truths.stream().anyMatch(is);
  }
}
