package org.synchronode.domain.read;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The value of {@code If-Modified-Since} or {@code If-Unmodified-Since}: whole seconds, or the
 * header is not there.
 */
public sealed interface TimeCondition {

  record Absent() implements TimeCondition {}

  record At(Instant second) implements TimeCondition {
    /** Whether a time, cut to the second that a header can hold, is later. */
    public boolean isBefore(Instant modified) {
      return modified.truncatedTo(ChronoUnit.SECONDS).isAfter(second);
    }
  }
}
