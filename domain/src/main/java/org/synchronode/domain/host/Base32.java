package org.synchronode.domain.host;

import java.util.random.RandomGenerator;

/**
 * Lower-case base 32 without padding (RFC 4648 §6), to write random bits so that people can read
 * them out.
 */
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  /** So many random bytes as text: five bits a character, the last one filled with zeros. */
  static String randomText(RandomGenerator random, int bytes) {
    byte[] bits = new byte[bytes];
    random.nextBytes(bits);
    StringBuilder text = new StringBuilder((bytes * 8 + 4) / 5);
    int buffer = 0;
    int held = 0;
    for (byte b : bits) {
      buffer = (buffer << 8) | (b & 0xff);
      held += 8;
      while (held >= 5) {
        held -= 5;
        text.append(ALPHABET.charAt((buffer >> held) & 31));
      }
      buffer &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(ALPHABET.charAt((buffer << (5 - held)) & 31));
    }
    return text.toString();
  }
}
