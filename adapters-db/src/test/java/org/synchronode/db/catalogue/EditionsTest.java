package org.synchronode.db.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.host.HostId;

class EditionsTest {
  private final AtomicLong openings = new AtomicLong(1);
  private final Editions editions = new Editions(openings::get);
  private final HostId host = HostId.random(new Random(1));

  @Test
  void aFileThatIsOpenedAgainMayHaveLostChangesOfEveryHost() {
    long never = editions.of(host);
    editions.next(host);
    long changed = editions.of(host);
    openings.incrementAndGet();
    assertThat(editions.of(host)).isNotIn(never, changed);
  }
}
