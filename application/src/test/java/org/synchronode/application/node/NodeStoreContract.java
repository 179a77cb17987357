package org.synchronode.application.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.host.HostId;

/** What every {@link NodeStore} does. */
public abstract class NodeStoreContract {
  private final Random random = new Random();
  private NodeStore store;

  /** A store of a node that never started. */
  protected abstract NodeStore emptyStore();

  @BeforeEach
  void start() {
    store = emptyStore();
  }

  @Test
  void theOwnIdIsDrawnOnce() {
    HostId first = HostId.random(random);
    assertThat(store.ownId(() -> first)).isEqualTo(first);
    assertThat(store.ownId(() -> HostId.random(random))).isEqualTo(first);
  }

  @Test
  void theFirstEpochIsOne() {
    assertThat(store.drawEpoch()).isEqualTo(1);
  }

  @Test
  void eachEpochIsLater() {
    assertThat(List.of(store.drawEpoch(), store.drawEpoch(), store.drawEpoch()))
        .containsExactly(1, 2, 3);
  }

  @Test
  void anEpochIsLaterThanAnySeen() {
    store.epochSeen(41);
    assertThat(store.drawEpoch()).isEqualTo(42);
  }

  @Test
  void anEarlierEpochThatIsSeenChangesNothing() {
    store.epochSeen(41);
    store.epochSeen(7);
    assertThat(store.drawEpoch()).isEqualTo(42);
    store.epochSeen(42);
    assertThat(store.drawEpoch()).isEqualTo(43);
  }

  @Test
  void drawingAnEpochDoesNotTouchTheId() {
    store.drawEpoch();
    HostId first = HostId.random(random);
    assertThat(store.ownId(() -> first)).isEqualTo(first);
    store.drawEpoch();
    assertThat(store.ownId(() -> HostId.random(random))).isEqualTo(first);
  }

  @Test
  void noEpochIsDrawnTwice() {
    Set<Integer> drawn = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 64).parallel().forEach(_ -> drawn.add(store.drawEpoch()));
    assertThat(drawn).hasSize(64);
  }

  @Test
  void severalThreadsGetOneId() {
    Set<HostId> ids = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 16)
        .parallel()
        .forEach(_ -> ids.add(store.ownId(() -> HostId.random(random))));
    assertThat(ids).hasSize(1);
  }
}
