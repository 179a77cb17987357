package org.synchronode.http.header;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header {@code X-OC-Mtime}, by which some clients set a file's time as they send it: seconds
 * since 1970, some with a fraction. What is none is ignored.
 */
public final class OcMtime {
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");

  /** What four digits of a year can say. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private OcMtime() {}

  /** The time; nothing when it is none. Never throws. */
  public static Optional<Instant> parse(String text) {
    if (!SECONDS.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    BigDecimal time = new BigDecimal(text.strip());
    long seconds = time.longValue();
    long nanos = time.subtract(BigDecimal.valueOf(seconds)).movePointRight(9).longValue();
    return Optional.of(Instant.ofEpochSecond(seconds, nanos))
        .filter(found -> !found.isBefore(FIRST) && !found.isAfter(LAST));
  }
}
