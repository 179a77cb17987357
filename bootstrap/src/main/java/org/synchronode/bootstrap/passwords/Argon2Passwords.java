package org.synchronode.bootstrap.passwords;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.synchronode.application.users.PasswordHashes;

/**
 * Hashes passwords with Argon2id (19 MiB, 2 passes, 1 lane: the least that OWASP recommends) into
 * the usual text form {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, with a fresh salt each.
 *
 * <p>Thread-safe. At most four run at once and others wait, so that many log-ins at once can't use
 * up the memory.
 */
public final class Argon2Passwords implements PasswordHashes {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_ONCE = 4;
  private static final int LONGEST_PASSWORD = 1024;

  /** Bounded on every number: a hash from elsewhere must not make verifying it expensive. */
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=[1-9]\\d{2,5},t=[1-9],p=[1-9]\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,86}");

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
    turns.acquireUninterruptibly();
    try {
      return Password.hash(password).addRandomSalt(SALT_BYTES).with(function()).getResult();
    } finally {
      turns.release();
    }
  }

  /** From the first use on it holds 19 MiB, so nothing asks for it before. */
  private static Argon2Function function() {
    return Argon2Function.getInstance(
        MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID, Argon2Function.ARGON2_VERSION_13);
  }

  /** Random in place of a hash: to compute one at every start would only take time. */
  @Override
  public String ofNobody() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(MEMORY_KIB, PASSES, LANES, random(SALT_BYTES), random(HASH_BYTES));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().withoutPadding().encodeToString(random);
  }

  /** Whether {@code hash} was made from {@code password}; false for anything that is no hash. */
  @Override
  public boolean matches(String password, String hash) {
    if (password.isEmpty()
        || password.length() > LONGEST_PASSWORD
        || !FORM.matcher(hash).matches()) {
      return false;
    }
    turns.acquireUninterruptibly();
    try {
      return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
      return false;
    } finally {
      turns.release();
    }
  }
}
