package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.synchronode.application.share.FileKey;

class SettledStatTest {
  private final Clock clock = Clock.systemUTC();
  private final SettledStat settled = new SettledStat(clock);

  @Test
  void anOldFileIsLookedAtOnce() throws Exception {
    Stat old = modified(clock.instant().minusSeconds(60));
    AtomicInteger looks = new AtomicInteger();

    SettledStat.Outcome outcome =
        settled.await(
            () -> {
              looks.incrementAndGet();
              return Optional.of(old);
            });

    assertThat(outcome).isEqualTo(new SettledStat.Settled(old));
    assertThat(looks).hasValue(1);
  }

  @Test
  void aFileThatHasJustChangedIsWaitedFor() throws Exception {
    Stat now = modified(clock.instant());

    assertThat(settled.await(() -> Optional.of(now))).isEqualTo(new SettledStat.Settled(now));

    assertThat(Duration.between(now.modified(), clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  @Test
  void aFileThatChangesAllTheTimeIsGivenUpSoon() throws Exception {
    Instant began = clock.instant();

    assertThat(settled.await(() -> Optional.of(modified(clock.instant()))))
        .isInstanceOf(SettledStat.Changing.class);

    assertThat(Duration.between(began, clock.instant())).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aTimeInTheFutureIsNotWaitedFor() throws Exception {
    Stat future = modified(clock.instant().plusSeconds(3_600));

    assertThat(settled.await(() -> Optional.of(future))).isEqualTo(new SettledStat.Settled(future));
  }

  @Test
  void aFileThatGoesMeanwhileIsGone() throws IOException {
    assertThat(settled.await(Optional::empty)).isEqualTo(new SettledStat.Gone());
  }

  private static Stat modified(Instant time) {
    // Never a whole second: that would stand for a clock with coarse steps.
    Instant fine = time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? time.plusNanos(1) : time;
    return new Stat(Stat.Kind.FILE, new FileKey(1, 2), fine, 10);
  }
}
