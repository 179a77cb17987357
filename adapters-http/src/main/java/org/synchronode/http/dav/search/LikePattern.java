package org.synchronode.http.dav.search;

import java.util.Arrays;

/**
 * The pattern of {@code like} (RFC 5323 §5): % stands for any characters, _ for one, and \ makes
 * the one behind it stand for itself. Takes no more steps than the product of both lengths,
 * whatever a stranger sends. Immutable.
 */
final class LikePattern {
  private static final int ANY = -1;
  private static final int ONE = -2;

  private final int[] symbols;
  private final boolean caseless;

  LikePattern(String pattern, boolean caseless) {
    this.caseless = caseless;
    int[] characters = Folded.text(pattern, caseless).codePoints().toArray();
    int[] read = new int[characters.length];
    int length = 0;
    for (int i = 0; i < characters.length; i++) {
      boolean escaped = characters[i] == '\\' && i + 1 < characters.length;
      i += escaped ? 1 : 0;
      read[length++] =
          escaped
              ? characters[i]
              : switch (characters[i]) {
                case '%' -> ANY;
                case '_' -> ONE;
                default -> characters[i];
              };
    }
    this.symbols = Arrays.copyOf(read, length);
  }

  boolean matches(String value) {
    int[] text = Folded.text(value, caseless).codePoints().toArray();
    int at = 0;
    int symbol = 0;
    // Where to go on when it does not fit: the last % takes one character more.
    int lastAny = -1;
    int taken = 0;
    while (at < text.length) {
      if (symbol < symbols.length && symbols[symbol] == ANY) {
        lastAny = symbol++;
        taken = at;
      } else if (symbol < symbols.length
          && (symbols[symbol] == ONE || symbols[symbol] == text[at])) {
        symbol++;
        at++;
      } else if (lastAny >= 0) {
        symbol = lastAny + 1;
        at = ++taken;
      } else {
        return false;
      }
    }
    while (symbol < symbols.length && symbols[symbol] == ANY) {
      symbol++;
    }
    return symbol == symbols.length;
  }
}
