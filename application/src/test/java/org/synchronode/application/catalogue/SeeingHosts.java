package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link Catalogue#seen}. */
abstract class SeeingHosts extends CataloguePart {

  @Test
  void aHostThatNeverCameWasNotSeen() {
    assertThat(catalogue().lastSeen(host)).isEmpty();
  }

  @Test
  void theLastTimeCounts() {
    catalogue().seen(host, NOON);
    assertThat(catalogue().lastSeen(host)).contains(NOON);
    catalogue().seen(host, NOON.plusNanos(1));
    assertThat(catalogue().lastSeen(host)).contains(NOON.plusNanos(1));
  }

  @Test
  void aListThatIsDroppedDoesNotChangeWhenItsHostWasSeen() {
    receiveAll();
    catalogue().seen(host, NOON);
    catalogue().drop(host);
    assertThat(catalogue().lastSeen(host)).contains(NOON);
  }
}
