package org.synchronode.bootstrap.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapCareTest {
  private long size = 60;
  private int collections;
  private final HeapCare care = new HeapCare(() -> size, this::collect);

  private void collect() {
    collections++;
    size = size * 2 / 3;
  }

  @Test
  void whatTheStartLeftIsCollected() {
    care.look();
    assertThat(collections).isOne();
  }

  @Test
  void aHeapThatHardlyGrewIsLeftAlone() {
    care.look();
    size = 45;
    care.look();
    assertThat(collections).isOne();
  }

  @Test
  void aHeapThatGrewByMoreThanAnEighthIsCollectedOnce() {
    care.look();
    size = 46;
    care.look();
    care.look();
    assertThat(collections).isEqualTo(2);
  }
}
