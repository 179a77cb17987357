package org.synchronode.ws.frames;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synchronode.ws.frames.Background.assertFails;
import static org.synchronode.ws.frames.Background.awaitStuck;
import static org.synchronode.ws.frames.Background.blockedReceive;
import static org.synchronode.ws.frames.Background.flood;
import static org.synchronode.ws.frames.Background.inBackground;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How channels block and end, whatever they run on; for both of their ends. */
@Timeout(60)
abstract class ChannelEndContract {
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(30);

  protected ChannelEnds ends;

  protected abstract ChannelEnds open() throws Exception;

  @BeforeEach
  void openChannel() throws Exception {
    ends = open();
  }

  @AfterEach
  void dropChannel() {
    ends.close();
  }

  @ParameterizedTest
  @EnumSource
  void closingInOrderTellsThePeerWhy(Role role) throws Exception {
    Future<Message> received = inBackground(ends.end(role.peer())::receive);

    ends.end(role).close(4001, "enough");

    Message.Closed closed = new Message.Closed(4001, "enough");
    assertThat(received.get(20, SECONDS)).isEqualTo(closed);
    assertThat(ends.end(role.peer()).receive()).as("asked again").isEqualTo(closed);
    assertThatThrownBy(() -> ends.end(role.peer()).sendText("late"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ends.end(role).sendText("late")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ends.end(role).ping()).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void closingDoesNotWaitLongForAPeerThatDoesNotAnswer(Role role) {
    long start = System.nanoTime();

    ends.end(role).close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource
  void closingEndsAReceiveInAnotherThread(Role role) throws Exception {
    Future<Message> blocked = inBackground(ends.end(role)::receive);
    Future<Message> answering = inBackground(ends.end(role.peer())::receive);

    ends.end(role).close();

    assertThat(answering.get(20, SECONDS)).isEqualTo(new Message.Closed(1000, ""));
    assertThat(blocked.get(20, SECONDS)).isEqualTo(new Message.Closed(1000, ""));
  }

  @ParameterizedTest
  @EnumSource
  void abortMakesABlockedReceiveFail(Role role) throws Exception {
    ChannelSocket here = ends.end(role);
    Future<Message> blocked = blockedReceive(here);

    here.abort();

    assertFails(blocked);
    assertThatThrownBy(here::receive).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void abortMakesAReceiveWithADeadlineFail(Role role) throws Exception {
    ChannelSocket here = ends.end(role);
    assertThatThrownBy(() -> here.receive(SHORT)).isInstanceOf(SocketTimeoutException.class);
    Future<Message> blocked = inBackground(() -> here.receive(LONG));

    here.abort();

    assertFails(blocked);
  }

  @ParameterizedTest
  @EnumSource
  void abortMakesThePeersReceiveFail(Role role) throws Exception {
    Future<Message> blocked = blockedReceive(ends.end(role.peer()));

    ends.end(role).abort();

    assertFails(blocked);
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatDoesNotReceiveBlocksTheSenderUntilItDoes(Role role) throws Exception {
    ChannelSocket there = ends.end(role.peer());
    int messages = 400; // 50 MiB, far above what the system buffers
    AtomicInteger sent = new AtomicInteger();
    Future<Message> sending = inBackground(() -> flood(ends.end(role), sent, messages));
    int stuckAt = awaitStuck(sent);

    for (int i = 0; i < messages; i++) {
      assertThat(((Message.Binary) there.receive()).length()).isEqualTo(ChannelSocket.MAX_PAYLOAD);
    }

    sending.get(20, SECONDS);
    assertThat(stuckAt).isLessThan(messages);
  }

  @ParameterizedTest
  @EnumSource
  void abortMakesABlockedSendFail(Role role) throws Exception {
    AtomicInteger sent = new AtomicInteger();
    Future<Message> sending = inBackground(() -> flood(ends.end(role), sent, Integer.MAX_VALUE));
    awaitStuck(sent);

    ends.end(role).abort();

    assertFails(sending);
  }

  @ParameterizedTest
  @EnumSource
  void theLossOfThePeerMakesABlockedSendFail(Role role) throws Exception {
    AtomicInteger sent = new AtomicInteger();
    Future<Message> sending = inBackground(() -> flood(ends.end(role), sent, Integer.MAX_VALUE));
    awaitStuck(sent);

    ends.end(role.peer()).abort();

    assertFails(sending);
  }

  @ParameterizedTest
  @EnumSource
  void closingInOrderEndsABlockedSendToo(Role role) throws Exception {
    AtomicInteger sent = new AtomicInteger();
    Future<Message> sending = inBackground(() -> flood(ends.end(role), sent, Integer.MAX_VALUE));
    awaitStuck(sent);

    ends.end(role).close();

    assertFails(sending);
  }

  @ParameterizedTest
  @EnumSource
  void pingsToABlockedSenderDoNotStopItFromReceiving(Role role) throws Exception {
    ChannelSocket blocked = ends.end(role);
    ChannelSocket pinging = ends.end(role.peer());
    AtomicInteger sent = new AtomicInteger();
    Future<Message> sending = inBackground(() -> flood(blocked, sent, Integer.MAX_VALUE));
    awaitStuck(sent);

    for (int i = 0; i < 100; i++) {
      pinging.ping();
    }
    pinging.sendText("through");

    assertThat(blocked.receive(LONG)).isEqualTo(new Message.Text("through"));
    blocked.abort();
    assertFails(sending);
  }
}
