package org.synchronode.domain.host;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * An invitation that an administrator hands out: it makes one new host active at once, works one
 * time and for 24 hours only. 128 random bits in base 32.
 */
public record JoinCode(String secret) {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{26}");

  /**
   * @throws IllegalArgumentException when the text is not of the form; the message does not repeat
   *     it
   */
  public JoinCode {
    if (!FORM.matcher(secret).matches()) {
      throw new IllegalArgumentException("not a join code: 26 letters a-z and digits 2-7 expected");
    }
  }

  /** A new code. The generator must be a secure one. */
  public static JoinCode random(RandomGenerator random) {
    return new JoinCode(Base32.randomText(random, 16));
  }

  public SecretHash hash() {
    return SecretHash.of(secret);
  }

  @Override
  public String toString() {
    return "JoinCode[hidden]";
  }
}
