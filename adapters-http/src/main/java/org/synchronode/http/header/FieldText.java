package org.synchronode.http.header;

import java.util.Optional;
import java.util.function.IntPredicate;

/** A place in a header's value, which moves on over what is read. */
final class FieldText {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private final String text;
  private int at;

  FieldText(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  boolean isAt(char c) {
    return !atEnd() && text.charAt(at) == c;
  }

  boolean isAt(IntPredicate kind) {
    return !atEnd() && kind.test(text.charAt(at));
  }

  /** Moves over this character, if it is there. */
  boolean take(char c) {
    boolean there = isAt(c);
    if (there) {
      at++;
    }
    return there;
  }

  /** Moves over all characters of a kind; empty if there is none. */
  String run(IntPredicate kind) {
    int from = at;
    while (isAt(kind)) {
      at++;
    }
    return text.substring(from, at);
  }

  void skipBlanks() {
    run(c -> c == ' ' || c == '\t');
  }

  /** A token (RFC 9110 §5.6.2); empty if there is none. */
  String token() {
    return run(c -> isLetter(c) || isDigit(c) || TOKEN_MARKS.indexOf(c) >= 0);
  }

  /** What is quoted, with its escapes undone (RFC 9110 §5.6.4); nothing if it does not end. */
  Optional<String> quoted() {
    StringBuilder value = new StringBuilder();
    boolean opened = take('"');
    while (opened && !atEnd()) {
      if (take('"')) {
        return Optional.of(value.toString());
      }
      boolean escaped = take('\\');
      if (escaped && atEnd()) {
        break;
      }
      value.append(text.charAt(at++));
    }
    return Optional.empty();
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isLetter(int c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
  }
}
