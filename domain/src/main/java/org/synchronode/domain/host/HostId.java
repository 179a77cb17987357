package org.synchronode.domain.host;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A host's name for ever, at every master: 128 random bits as 26 letters and digits of lower-case
 * base 32 (RFC 4648 §6). No host name may look like one.
 */
public record HostId(String value) implements Comparable<HostId> {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{26}");

  /**
   * @throws IllegalArgumentException when the text is not of the form
   */
  public HostId {
    if (!isForm(value)) {
      throw new IllegalArgumentException("not a host id: 26 letters a-z and digits 2-7 expected");
    }
  }

  /** Whether a text has the form of a host id, whether or not such a host exists. */
  public static boolean isForm(String text) {
    return FORM.matcher(text).matches();
  }

  /** A new id. The generator must be a secure one where ids must not be guessed. */
  public static HostId random(RandomGenerator random) {
    return new HostId(Base32.randomText(random, 16));
  }

  @Override
  public int compareTo(HostId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
