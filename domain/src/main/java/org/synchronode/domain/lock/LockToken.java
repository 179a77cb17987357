package org.synchronode.domain.lock;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What names one lock, for ever: a URI of the form {@code urn:uuid:…} (RFC 4918 §6.5). It is no
 * secret.
 */
public record LockToken(String uri) {
  private static final Pattern FORM =
      Pattern.compile("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /**
   * @throws IllegalArgumentException when the text is not of the form
   */
  public LockToken {
    if (!isForm(uri)) {
      throw new IllegalArgumentException("a lock token is a urn:uuid in lower case");
    }
  }

  public static boolean isForm(String uri) {
    return FORM.matcher(uri).matches();
  }

  /** A new one. */
  public static LockToken random(RandomGenerator random) {
    // The variant and version bits of RFC 9562 §5.4.
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    return new LockToken("urn:uuid:" + new UUID(high, low));
  }
}
