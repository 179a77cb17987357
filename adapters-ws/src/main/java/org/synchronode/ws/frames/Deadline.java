package org.synchronode.ws.frames;

import java.time.Duration;

/** A point in time up to which a call may wait, or none. */
record Deadline(boolean never, long nanoTime) {
  static final Deadline NEVER = new Deadline(true, 0);

  static Deadline in(Duration patience) {
    long nanos;
    try {
      nanos = patience.toNanos();
    } catch (ArithmeticException e) {
      return NEVER; // beyond 292 years
    }
    return new Deadline(false, System.nanoTime() + nanos);
  }

  long remainingNanos() {
    return Math.max(0, nanoTime - System.nanoTime());
  }
}
