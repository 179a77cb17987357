package org.synchronode.vfs;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until a file's time is so long past that a write from now on must show as a later one. Only
 * then do equal times before and after a read mean that all the bytes between are of one content.
 *
 * <p>Two things keep a write from showing: the clock that a file system stamps with moves in steps
 * (Linux: up to 10 ms; some file systems: 1 or 2 s, which their times without a fraction give
 * away), and a file is stamped when a write begins, while a large one may go on for a while. A time
 * in the future is no danger: a write takes it back to now.
 */
final class SettledStat {
  private static final Duration STEP = Duration.ofMillis(20);
  private static final Duration COARSE_STEP = Duration.ofSeconds(2);

  /** What one write call is taken to manage at least: bytes in a second. */
  private static final long WRITE_SPEED = 500_000_000;

  private static final Duration LONGEST_WRITE = Duration.ofSeconds(2);

  /** How often a file may be seen to change meanwhile. */
  private static final int TRIES = 10;

  private final Clock clock;

  SettledStat(Clock clock) {
    this.clock = clock;
  }

  /**
   * Looks at a file until its time is old enough.
   *
   * @param look gives the file as it is now; nothing when it is gone
   */
  Outcome await(Look look) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Optional<Stat> stat = look.now();
      if (stat.isEmpty()) {
        return new Gone();
      }
      Duration wait = untilSettled(stat.get());
      if (!wait.isPositive()) {
        return new Settled(stat.get());
      }
      pause(wait);
    }
    Optional<Stat> last = look.now();
    if (last.isEmpty()) {
      return new Gone();
    }
    return untilSettled(last.get()).isPositive()
        ? new Changing(last.get())
        : new Settled(last.get());
  }

  private Duration untilSettled(Stat stat) {
    Instant now = clock.instant();
    Duration step =
        stat.modified().equals(stat.modified().truncatedTo(ChronoUnit.SECONDS))
            ? COARSE_STEP
            : STEP;
    Duration write = Duration.ofMillis(stat.size() / (WRITE_SPEED / 1000));
    Duration window = step.plus(write.compareTo(LONGEST_WRITE) > 0 ? LONGEST_WRITE : write);
    Duration age = Duration.between(stat.modified(), now);
    return age.compareTo(step.negated()) < 0 ? Duration.ZERO : window.minus(age);
  }

  private static void pause(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** Looks at a file. */
  interface Look {
    Optional<Stat> now() throws IOException;
  }

  sealed interface Outcome {}

  record Settled(Stat stat) implements Outcome {}

  /** It is written to all the time. */
  record Changing(Stat stat) implements Outcome {}

  record Gone() implements Outcome {}
}
