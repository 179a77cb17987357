package org.synchronode.http.header;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The header {@code X-Expected-Entity-Length}: how many bytes a chunked body will have, from
 * clients like the Finder. What is no length is ignored.
 */
public final class ExpectedLength {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private ExpectedLength() {}

  /** The length in bytes; nothing when it is none. Never throws. */
  public static OptionalLong parse(String text) {
    return DIGITS.matcher(text.strip()).matches()
        ? OptionalLong.of(Long.parseLong(text.strip()))
        : OptionalLong.empty();
  }
}
