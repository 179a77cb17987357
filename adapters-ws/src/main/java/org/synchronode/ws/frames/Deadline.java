package org.synchronode.ws.frames;

import java.time.Duration;

/**
 * A point in time up to which a call may wait, or none.
 *
 * @param interruptible whether an interrupt ends the call and not the channel
 */
record Deadline(boolean never, long nanoTime, boolean interruptible) {
  static final Deadline NEVER = new Deadline(true, 0, false);

  static Deadline in(Duration patience) {
    return in(patience, true);
  }

  static Deadline in(Duration patience, boolean interruptible) {
    long nanos;
    try {
      nanos = patience.toNanos();
    } catch (ArithmeticException e) {
      return NEVER; // beyond 292 years
    }
    return new Deadline(false, System.nanoTime() + nanos, interruptible);
  }

  long remainingNanos() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  /** Rounded up; 0 when it has passed, or where there is none. */
  int remainingMillis() {
    return never ? 0 : (int) Math.min(Integer.MAX_VALUE, (remainingNanos() + 999_999) / 1_000_000);
  }
}
