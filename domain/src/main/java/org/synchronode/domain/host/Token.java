package org.synchronode.domain.host;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What a slave proves itself with: 256 random bits, written in base64url. It never appears in a URL
 * or a log: {@link #toString()} hides it. The master keeps only its {@link #hash()}.
 */
public record Token(String secret) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  /**
   * @throws IllegalArgumentException when the text is not of the form; the message does not repeat
   *     it
   */
  public Token {
    if (!FORM.matcher(secret).matches()) {
      throw new IllegalArgumentException("not a token: 43 characters of base64url expected");
    }
  }

  /** A new token. The generator must be a secure one. */
  public static Token random(RandomGenerator random) {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  public SecretHash hash() {
    return SecretHash.of(secret);
  }

  @Override
  public String toString() {
    return "Token[hidden]";
  }
}
