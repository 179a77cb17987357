package org.synchronode.ws.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.ws.link.Waiting.until;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Presence;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.Bulk;
import org.synchronode.ws.protocol.ClaimAnswer;
import org.synchronode.ws.protocol.MasterMessage;
import org.synchronode.ws.protocol.SlaveMessage;
import org.synchronode.ws.protocol.SlaveText;
import org.synchronode.ws.socket.FrozenPeer;

/** Whatever one slave says, the others and their lists are untouched. */
class MisbehavingSlaveTest {
  private static final HostId ID = new HostId("m".repeat(26));
  private static final HostId OTHER = new HostId("n".repeat(26));
  private static final Random RANDOM = new Random(7);

  private final Node master = Node.master("top");
  private final Node good = new Node("good");
  private final Token token = Token.random(RANDOM);
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void aGoodSlaveIsLinked() {
    master.hosts.add(
        new Host(
            ID, new HostName("bad"), new Origin.Registered(), new Standing.Active(), Instant.now()),
        token.hash());
    good.adds("a");
    good.joins(master);
    until(() -> master.isUpToDateWith(good));
  }

  @AfterEach
  void theGoodSlaveIsStillLinked() throws Exception {
    good.adds("b");
    until(() -> master.isUpToDateWith(good));
    assertThat(good.statuses).noneMatch(LinkStatus.Disconnected.class::isInstance);
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    good.close();
    master.close();
  }

  private RawSlave stranger() {
    RawSlave slave = new RawSlave(master);
    open.add(slave);
    return slave;
  }

  private RawSlave linked() throws InterruptedException {
    RawSlave slave = stranger();
    slave.says(RawSlave.hello(ID, token, ID));
    slave.hears(MasterMessage.Welcome.class);
    return slave;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/ws/"})
  void bothFormsOfTheAddressAreThere(String path) throws Exception {
    RawSlave slave = new RawSlave(master, path);
    open.add(slave);
    slave.says(RawSlave.hello(ID, token, ID));
    slave.hears(MasterMessage.Welcome.class);
    assertThat(slave.subprotocol()).isEqualTo(Bounds.SUBPROTOCOL);
  }

  static Stream<String> nonsense() {
    return Stream.of(
        "",
        "nonsense",
        "{\"type\":\"launch\"}",
        "{\"type\":\"delta\"}",
        "[".repeat(5000),
        SlaveText.write(new SlaveMessage.SnapshotEnd(ID)),
        SlaveText.write(RawSlave.hello(ID, new Token("t".repeat(43)))),
        SlaveText.write(new SlaveMessage.SnapshotBegin(OTHER, ListHead.empty(RawSlave.INDEX))));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseEndsTheLink(String message) throws Exception {
    RawSlave slave = linked();
    slave.says(message);
    assertThat(slave.hears(MasterMessage.Refused.class).code()).isEqualTo("protocol");
    assertThat(slave.closeCode()).isEqualTo(4400);
    until(() -> !(master.presences.of(ID) instanceof Presence.Online));
  }

  @Test
  void binaryGarbageEndsTheLink() throws Exception {
    for (int i = 0; i < 30; i++) {
      RawSlave slave = linked();
      byte[] garbage = new byte[RANDOM.nextInt(2000)];
      RANDOM.nextBytes(garbage);
      slave.says(garbage);
      assertThat(slave.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void partsOutOfOrderEndTheLink() throws Exception {
    RawSlave slave = linked();
    slave.says(Bulk.write(part(1)));
    assertThat(slave.closeCode()).isEqualTo(4400);

    RawSlave other = linked();
    other.says(Bulk.write(new SlaveMessage.SnapshotPart(ID, List.of())));
    assertThat(other.closeCode()).isEqualTo(4400);
  }

  private static SlaveMessage.MovedPart part(int number) {
    return new SlaveMessage.MovedPart(
        ID, Revision.NONE, Revision.of(1, 1), Fingerprint.EMPTY, number, true, List.of());
  }

  @Test
  void aMessageThatNeverEndsEndsTheLink() throws Exception {
    RawSlave slave = linked();
    String piece = " ".repeat(64 * 1024);
    for (int i = 0; i <= Bounds.TEXT / piece.length() && slave.isOpen(); i++) {
      slave.says(piece, false);
    }
    assertThat(slave.closeCode()).isEqualTo(4400);
  }

  @Test
  void fragmentsMakeOneMessage() throws Exception {
    RawSlave slave = stranger();
    String hello = SlaveText.write(RawSlave.hello(ID, token, ID));
    slave.says(hello.substring(0, 10), false);
    slave.says(hello.substring(10, 11), false);
    slave.says(hello.substring(11), true);
    slave.hears(MasterMessage.Welcome.class);
  }

  @Test
  void whoSaysNoHelloIsClosed() throws Exception {
    RawSlave silent = stranger();
    RawSlave rude = stranger();
    rude.says(new SlaveMessage.Heartbeat());
    assertThat(rude.closeCode()).isEqualTo(4400);
    assertThat(silent.closeCode()).isNotNegative().isNotEqualTo(4400);
  }

  @Test
  void strangersMakeRoomForOthers() throws Exception {
    List<RawSlave> strangers = new ArrayList<>();
    for (int i = 0; i < 2 * Node.SETTINGS.mostStrangers(); i++) {
      strangers.add(stranger());
    }
    linked();
    assertThat(strangers.getFirst().closed.get(500, TimeUnit.MILLISECONDS)).isNotNull();
  }

  @Test
  void strangersThatSayMuchTogetherAreSentAway() throws Exception {
    String beginning = "x".repeat(Bounds.TEXT - 1);
    List<RawSlave> five = Stream.generate(this::stranger).limit(5).toList();
    five.forEach(stranger -> stranger.says(beginning, false));
    // Others may be closed because their time is over.
    until(() -> five.stream().anyMatch(MisbehavingSlaveTest::isSentAway));
    RawSlave sentAway =
        five.stream().filter(MisbehavingSlaveTest::isSentAway).findAny().orElseThrow();
    assertThat(sentAway.hears(MasterMessage.Goodbye.class).retrySeconds()).isPositive();
  }

  private static boolean isSentAway(RawSlave slave) {
    return slave.closed.getNow(0) == 1001;
  }

  @Test
  void aWrongTokenOrSomebodyElsesIsRefused() throws Exception {
    RawSlave wrong = stranger();
    wrong.says(RawSlave.hello(ID, Token.random(RANDOM), ID));
    assertThat(wrong.hears(MasterMessage.Refused.class).code()).isEqualTo("unknown-token");
    assertThat(wrong.closeCode()).isEqualTo(4401);

    RawSlave thief = stranger();
    thief.says(RawSlave.hello(good.id, token, good.id));
    assertThat(thief.hears(MasterMessage.Refused.class).code()).isEqualTo("unknown-token");
    assertThat(master.sees(good)).isTrue();
  }

  @Test
  void aSlaveCantTakeAnothersHostNorSendForIt() throws Exception {
    RawSlave slave = stranger();
    slave.says(RawSlave.hello(ID, token, ID, good.id, master.id));
    List<ClaimAnswer> claims = slave.hears(MasterMessage.Welcome.class).claims();
    assertThat(claims).hasSize(3);
    assertThat(claims.get(0)).isInstanceOf(ClaimAnswer.New.class);
    assertThat(claims.subList(1, 3)).hasOnlyElementsOfType(ClaimAnswer.Refused.class);

    Revision theirs = master.head(good).revision();
    slave.says(
        new SlaveMessage.Moved(
            good.id,
            new Delta(
                theirs,
                theirs.next(),
                List.of(new Change.Remove(EntryId.createdBy(theirs), theirs.next())),
                Fingerprint.EMPTY)));
    assertThat(slave.closeCode()).isEqualTo(4400);
    assertThat(master.namesOf(good)).containsExactly("a");
  }

  @Test
  void aDeltaThatDoesNotFitIsAnsweredAndTheLinkGoesOn() throws Exception {
    RawSlave slave = linked();
    Delta delta = new Delta(Revision.of(1, 1), Revision.of(1, 2), List.of(), Fingerprint.EMPTY);
    slave.says(new SlaveMessage.Moved(ID, delta));
    assertThat(slave.hears()).isInstanceOf(MasterMessage.Resync.class);
    slave.says(new SlaveMessage.SnapshotBegin(ID, ListHead.empty(RawSlave.INDEX)));
    slave.says(new SlaveMessage.SnapshotEnd(ID));
    assertThat(slave.hears()).isEqualTo(new MasterMessage.Ack(ID, Revision.NONE));
    slave.says(new SlaveMessage.Moved(ID, delta));
    assertThat(slave.hears()).isEqualTo(new MasterMessage.Gap(ID, RawSlave.INDEX, Revision.NONE));
  }

  @Test
  void theNewerOfTwoLinksOfOneHostWins() throws Exception {
    RawSlave older = linked();
    RawSlave newer = linked();
    assertThat(older.hears()).isInstanceOf(MasterMessage.Goodbye.class);
    assertThat(older.closeCode()).isEqualTo(1001);
    newer.says(new SlaveMessage.SnapshotBegin(ID, ListHead.empty(RawSlave.INDEX)));
    newer.says(new SlaveMessage.SnapshotEnd(ID));
    assertThat(newer.hears()).isInstanceOf(MasterMessage.Ack.class);
  }

  @Test
  void aSlaveThatSaysNothingAnyMoreIsOffline() throws Exception {
    RawSlave slave = linked();
    until(() -> master.presences.of(ID) instanceof Presence.Online);
    assertThat(slave.closed.get(10, TimeUnit.SECONDS)).isNotNull();
    until(() -> master.presences.of(ID) instanceof Presence.Offline);
  }

  @Test
  void anAbruptLossIsNoticedAtOnce() throws Exception {
    RawSlave slave = linked();
    long before = System.nanoTime();
    slave.close();
    until(() -> master.presences.of(ID) instanceof Presence.Offline);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
  }

  @Test
  void aSlaveThatSendsAndNeverReadsIsCutOffAndHoldsNobodyUp() throws Exception {
    try (FrozenPeer frozen = new FrozenPeer(master.port(), "/ws", "")) {
      frozen.says(SlaveText.write(RawSlave.hello(ID, token, ID)));
      until(() -> master.presences.of(ID) instanceof Presence.Online);
      String moved =
          SlaveText.write(
              new SlaveMessage.Moved(
                  ID, new Delta(Revision.NONE, Revision.of(1, 1), List.of(), Fingerprint.EMPTY)));
      Thread flood =
          Thread.startVirtualThread(
              () -> {
                try {
                  while (true) {
                    frozen.says(moved);
                  }
                } catch (IOException _) {
                  // It was cut off.
                }
              });
      good.adds("while it floods");
      until(() -> master.isUpToDateWith(good));
      assertThat(flood.join(Duration.ofSeconds(20))).isTrue();
      until(() -> master.presences.of(ID) instanceof Presence.Offline);
    }
  }

  @Test
  void aSlowListOfOneSlaveHoldsNoOtherUp() throws Exception {
    RawSlave slave = linked();
    slave.says(new SlaveMessage.SnapshotBegin(ID, ListHead.empty(RawSlave.INDEX)));
    slave.says(new SlaveMessage.SnapshotEnd(ID));
    slave.hears(MasterMessage.Ack.class);
    CountDownLatch done = new CountDownLatch(1);
    Thread first = Thread.currentThread();
    master.catalogue.beforeApply =
        () -> {
          if (master.catalogue.deltas.get() == 0 && first.isAlive()) {
            try {
              done.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    slave.says(
        new SlaveMessage.Moved(
            ID, new Delta(Revision.NONE, Revision.NONE, List.of(), Fingerprint.EMPTY)));
    until(() -> slave.heard.stream().anyMatch(MasterMessage.Heartbeat.class::isInstance));
    master.catalogue.beforeApply = () -> {};
    good.adds("meanwhile");
    until(() -> master.isUpToDateWith(good));
    done.countDown();
    slave.hears(MasterMessage.Ack.class);
  }
}
