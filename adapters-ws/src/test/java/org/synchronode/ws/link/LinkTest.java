package org.synchronode.ws.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.ws.link.Waiting.until;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.domain.entry.Revision;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.socket.FrozenPeer;

class LinkTest {
  private final Node master = Node.master("top");
  private final Node slave = new Node("laptop");

  @AfterEach
  void end() {
    slave.close();
    master.close();
  }

  @Test
  void aNewSlaveRegistersAndItsListGoesUp() {
    slave.adds("a", "b");

    slave.joins(master);

    until(() -> master.isUpToDateWith(slave));
    assertThat(master.namesOf(slave)).containsExactly("a", "b");
    assertThat(master.sees(slave)).isTrue();
    assertThat(master.hosts.find(slave.id).orElseThrow().name()).isEqualTo(slave.name);
    assertThat(slave.wasTold(LinkStatus.Connected.class)).isTrue();
  }

  @Test
  void whatChangesGoesUpAsDeltasWithEqualFingerprints() {
    slave.adds("a");
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));

    for (int i = 0; i < 50; i++) {
      slave.adds("file " + i);
    }

    until(() -> master.isUpToDateWith(slave));
    assertThat(master.catalogue.snapshots).hasValue(1);
    assertThat(master.catalogue.changes).hasValue(50);
    assertThat(master.head(slave).fingerprint()).isEqualTo(slave.share.head().fingerprint());
    slave.removesAll();
    until(() -> master.isUpToDateWith(slave));
    assertThat(master.namesOf(slave)).isEmpty();
  }

  @Test
  void aMasterThatComesBackGetsOnlyWhatIsNew() {
    slave.adds("old", 500);
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));
    int port = master.port();
    master.stopServing();
    until(() -> !master.sees(slave));
    slave.adds("new", 3);

    master.serve(port, RegistrationMode.OPEN, Node.SETTINGS);

    until(() -> master.isUpToDateWith(slave));
    assertThat(master.catalogue.entries).hasValue(500);
    assertThat(master.catalogue.snapshots).hasValue(1);
    assertThat(master.catalogue.changes).hasValue(3);
    assertThat(master.catalogue.deltas).hasValue(1);
  }

  @Test
  void aDeltaOfThirtyThousandChangesIsAppliedAsOne() {
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));

    slave.adds("many", 30_000);

    until(() -> master.isUpToDateWith(slave));
    assertThat(master.catalogue.deltas).hasValue(1);
    assertThat(master.catalogue.changes).hasValue(30_000);
  }

  @Test
  void aListOfAHundredThousandEntriesGoesUpWhileHeartbeatsGoOn() {
    slave.adds("many", 100_000);

    slave.joins(master);

    until(() -> master.isUpToDateWith(slave));
    assertThat(master.catalogue.entries).hasValue(100_000);
    assertThat(slave.statuses).noneMatch(LinkStatus.Disconnected.class::isInstance);
  }

  @Test
  void aMasterThatRemembersMoreIsGivenTheWholeListAndNoRevisionIsUsedTwice() {
    slave.adds("a");
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));
    Revision remembered = master.head(slave).revision();
    slave.close();
    until(() -> !master.sees(slave));
    try (Node restored = new Node("laptop")) {
      restored.credentials.putAll(slave.credentials);
      assertThat(restored.share.head().revision().isAfter(remembered)).isFalse();

      restored.joins(master);
      until(() -> master.isUpToDateWith(restored));
      assertThat(master.namesOf(restored)).isEmpty();
      restored.adds("b");

      until(() -> master.isUpToDateWith(restored));
      assertThat(master.head(restored).revision().isAfter(remembered)).isTrue();
      assertThat(master.namesOf(restored)).containsExactly("b");
    }
  }

  @Test
  void theMasterAsksForChannels() {
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));

    master.links().askForChannels(slave.id, 4);

    until(() -> slave.channelsWanted.contains(4));
  }

  @Test
  void aSlaveThatLeavesIsOfflineAtOnceAndItsListStays() {
    slave.adds("a");
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));

    long before = System.nanoTime();
    slave.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    until(() -> !master.sees(slave));
    assertThat(master.namesOf(slave)).containsExactly("a");
  }

  @Test
  void whileTheMasterIsBusyChangesAreGatheredInsteadOfQueued() throws Exception {
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));
    CountDownLatch done = new CountDownLatch(1);
    master.catalogue.beforeApply =
        () -> {
          try {
            done.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    for (int i = 0; i < 300; i++) {
      slave.adds("file " + i);
    }
    done.countDown();

    until(() -> master.isUpToDateWith(slave));
    assertThat(master.catalogue.changes).hasValue(300);
    assertThat(master.catalogue.deltas.get()).isLessThanOrEqualTo(2 * Bounds.UNANSWERED);
  }

  @Test
  void aChangeIsThereWithinMilliseconds() {
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));
    List<Long> waits = new ArrayList<>();
    try (Feed.Subscription events = master.feed.subscribe()) {
      for (int i = 0; i < 40; i++) {
        long before = System.nanoTime();
        slave.adds("file " + i);
        assertThat(events.next(Duration.ofSeconds(5))).isPresent();
        waits.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(waits.stream().sorted().toList().get(20)).isLessThan(50L);
  }

  @Test
  void aMasterLeavesWithinASecondWhateverItsSlavesDo() throws Exception {
    slave.joins(master);
    until(() -> master.isUpToDateWith(slave));
    List<FrozenPeer> frozen = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      frozen.add(new FrozenPeer(master.port(), "/ws", ""));
    }

    long before = System.nanoTime();
    master.links().close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1200));
    for (FrozenPeer peer : frozen) {
      peer.readsToTheEnd();
      peer.close();
    }
    until(
        () ->
            slave.statuses.stream()
                .anyMatch(status -> status.sentence().contains("The master shuts down.")));
  }
}
