package org.synchronode.domain.change;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one life of an owner's list. An owner that lost its list, or put another share in its
 * place, starts a new life: revisions of the old one mean nothing to it.
 */
public record IndexId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /**
   * @throws IllegalArgumentException when the text is not 16 hexadecimal digits
   */
  public IndexId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an index id: 16 hexadecimal digits expected");
    }
  }

  public static IndexId random(RandomGenerator random) {
    return new IndexId(HexFormat.of().toHexDigits(random.nextLong()));
  }

  @Override
  public String toString() {
    return value;
  }
}
