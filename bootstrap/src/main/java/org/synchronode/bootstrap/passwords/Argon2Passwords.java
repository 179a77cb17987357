package org.synchronode.bootstrap.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.synchronode.application.users.PasswordHashes;

/**
 * Hashes passwords with Argon2id (19 MiB, 2 passes, 1 lane: the least that OWASP recommends) into
 * the usual text form {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, with a fresh salt each.
 *
 * <p>Thread-safe. At most four run at once and others wait, so that many log-ins at once can't use
 * up the memory.
 */
public final class Argon2Passwords implements PasswordHashes {
  private static final Cost COST = new Cost(19 * 1024, 2, 1);
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_ONCE = 4;
  private static final int LONGEST_PASSWORD = 1024;

  /** Bounded on every number: a hash from elsewhere must not make verifying it expensive. */
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([1-9]\\d{2,5}),t=([1-9]),p=([1-9])"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final Semaphore turns = new Semaphore(AT_ONCE);

  /**
   * Hashes with a fresh salt.
   *
   * @throws IllegalArgumentException where the password is empty or longer than 1024 characters
   */
  @Override
  public String hash(String password) {
    if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
      throw new IllegalArgumentException("a password has 1 to " + LONGEST_PASSWORD + " characters");
    }
    byte[] salt = random(SALT_BYTES);
    return text(salt, compute(password, salt, COST, HASH_BYTES));
  }

  /** Random in place of a hash: to compute one at every start would only take time. */
  @Override
  public String ofNobody() {
    return text(random(SALT_BYTES), random(HASH_BYTES));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return random;
  }

  private static String text(byte[] salt, byte[] hash) {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            Argon2Parameters.ARGON2_VERSION_13,
            COST.memoryKib,
            COST.passes,
            COST.lanes,
            encoder.encodeToString(salt),
            encoder.encodeToString(hash));
  }

  /** Whether {@code hash} was made from {@code password}; false for anything that is no hash. */
  @Override
  public boolean matches(String password, String hash) {
    Matcher form = FORM.matcher(hash);
    if (password.isEmpty() || password.length() > LONGEST_PASSWORD || !form.matches()) {
      return false;
    }
    try {
      Cost cost = new Cost(number(form, 1), number(form, 2), number(form, 3));
      byte[] expected = Base64.getDecoder().decode(form.group(5));
      byte[] salt = Base64.getDecoder().decode(form.group(4));
      return MessageDigest.isEqual(expected, compute(password, salt, cost, expected.length));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }

  private byte[] compute(String password, byte[] salt, Cost cost, int bytes) {
    byte[] hash = new byte[bytes];
    turns.acquireUninterruptibly();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.memoryKib)
              .withIterations(cost.passes)
              .withParallelism(cost.lanes)
              .withSalt(salt)
              .build());
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      turns.release();
    }
    return hash;
  }

  /** What a hash takes. */
  private record Cost(int memoryKib, int passes, int lanes) {}
}
