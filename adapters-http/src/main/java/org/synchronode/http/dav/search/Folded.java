package org.synchronode.http.dav.search;

import java.text.Normalizer;
import java.util.Locale;

/** Texts in the form that they are compared in: what looks the same is the same. */
final class Folded {
  private Folded() {}

  static String text(String text, boolean caseless) {
    String composed =
        Normalizer.isNormalized(text, Normalizer.Form.NFC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFC);
    // By way of upper case, so that sharp s and final sigma are what they look like in it.
    return caseless ? composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : composed;
  }
}
