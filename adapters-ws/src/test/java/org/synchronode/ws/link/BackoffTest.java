package org.synchronode.ws.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void theBoundDoublesFromOneSecondToSixty() {
    Backoff backoff = new Backoff(RetryTimes.DEFAULT, alwaysTheMost());
    assertThat(java.util.stream.Stream.generate(backoff::next).limit(8).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theWaitIsAnythingBelowTheBound() {
    Backoff backoff = new Backoff(RetryTimes.DEFAULT, new Random(3));
    for (int i = 0; i < 20; i++) {
      backoff.next();
    }
    assertThat(java.util.stream.Stream.generate(backoff::next).limit(1000))
        .allMatch(wait -> !wait.isNegative() && wait.toSeconds() <= 60)
        .anyMatch(wait -> wait.toSeconds() < 10)
        .anyMatch(wait -> wait.toSeconds() > 50);
  }

  private static RandomGenerator alwaysTheMost() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public long nextLong(long bound) {
        return bound - 1;
      }
    };
  }
}
