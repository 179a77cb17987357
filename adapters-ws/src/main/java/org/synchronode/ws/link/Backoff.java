package org.synchronode.ws.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential with full jitter: the bound doubles with each failure, and the wait is anything below
 * it, so that the slaves of a master that comes back do not come all at once. Not thread-safe.
 */
final class Backoff {
  private final RetryTimes times;
  private final RandomGenerator random;
  private long bound;

  Backoff(RetryTimes times, RandomGenerator random) {
    this.times = times;
    this.random = random;
    this.bound = times.first().toMillis();
  }

  Duration next() {
    Duration wait = Duration.ofMillis(random.nextLong(bound + 1));
    bound = Math.min(bound * 2, times.longest().toMillis());
    return wait;
  }

  void reset() {
    bound = times.first().toMillis();
  }
}
