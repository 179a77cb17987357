package org.synchronode.domain.entry;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * One segment of a path: 1 to 255 bytes of UTF-8, neither {@code .} nor {@code ..}, without slash
 * or NUL. The stored spelling is kept; {@link #canonical()} is what a look-up falls back to.
 */
public record EntryName(String value) implements Comparable<EntryName> {
  private static final int MOST_BYTES = 255;

  /** The root folder's name: the only empty one. */
  public static final EntryName OF_ROOT = new EntryName("");

  /**
   * @throws IllegalArgumentException when no file can have this name; the message says why
   */
  public EntryName {
    if (value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException("a name is neither . nor ..");
    }
    if (value.indexOf('/') >= 0 || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name has neither slash nor NUL");
    }
    if (value.length() > MOST_BYTES || utf8Length(value) > MOST_BYTES) {
      throw new IllegalArgumentException("a name has at most " + MOST_BYTES + " bytes of UTF-8");
    }
  }

  private static int utf8Length(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("a name is well-formed Unicode");
      }
    }
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The name in NFC: two names that are equal in it look the same to people. */
  public String canonical() {
    return Normalizer.isNormalized(value, Normalizer.Form.NFC)
        ? value
        : Normalizer.normalize(value, Normalizer.Form.NFC);
  }

  @Override
  public int compareTo(EntryName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
