package org.synchronode.ws.frames;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every channel does, whatever it runs on; for both of its ends. */
@Timeout(60)
abstract class ChannelSocketContract {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(30);

  private ChannelEnds ends;

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
  void whatOneEndSendsTheOtherReceives(Role role) throws Exception {
    ChannelSocket here = ends.end(role);
    ChannelSocket there = ends.end(role.peer());
    byte[] large = pattern(ChannelSocket.MAX_PAYLOAD);

    here.sendText("Grüße");
    here.sendBinary(large, 0, large.length);
    here.sendBinary(large, 17, 100);
    here.sendBinary(large, 0, 0);

    assertThat(there.receive()).isEqualTo(new Message.Text("Grüße"));
    assertThat(bytes(there.receive(LONG))).isEqualTo(large);
    assertThat(bytes(there.receive())).isEqualTo(Arrays.copyOfRange(large, 17, 117));
    assertThat(bytes(there.receive(LONG))).isEmpty();
  }

  @Test
  void sendingDoesNotChangeTheBytes() throws Exception {
    byte[] bytes = pattern(1000);

    ends.client().sendBinary(bytes, 0, bytes.length);

    assertThat(bytes).isEqualTo(pattern(1000));
  }

  @ParameterizedTest
  @EnumSource
  void morePayloadThanAFrameTakesIsRefusedAndHarmless(Role role) throws Exception {
    ChannelSocket here = ends.end(role);

    assertThatThrownBy(() -> here.sendBinary(new byte[200_000], 0, ChannelSocket.MAX_PAYLOAD + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> here.sendText("\ud800")).isInstanceOf(IllegalArgumentException.class);

    here.sendText("still open");
    assertThat(ends.end(role.peer()).receive()).isEqualTo(new Message.Text("still open"));
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlineCanPassManyTimesWithoutHarm(Role role) throws Exception {
    ChannelSocket here = ends.end(role);

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> here.receive(SHORT)).isInstanceOf(SocketTimeoutException.class);
    }
    ends.end(role.peer()).sendText("at last");

    assertThat(here.receive()).isEqualTo(new Message.Text("at last"));
  }

  @ParameterizedTest
  @EnumSource
  void aPingIsAnsweredByThePeersReceive(Role role) throws Exception {
    ChannelSocket here = ends.end(role);
    ChannelSocket there = ends.end(role.peer());
    Future<Message> answering = inBackground(there::receive);
    Duration quiet = SHORT.multipliedBy(10);
    await().atMost(LONG).until(() -> silenceAfterReceiving(here).compareTo(quiet) > 0);

    here.ping();

    await().atMost(LONG).until(() -> silenceAfterReceiving(here).compareTo(quiet) < 0);
    here.sendText("done");
    assertThat(answering.get(20, SECONDS)).isEqualTo(new Message.Text("done"));
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

  @Test
  void aSecondReceiverIsRefused() throws Exception {
    Future<Message> first = blockedReceive(ends.client());

    assertThatThrownBy(ends.client()::receive).isInstanceOf(IllegalStateException.class);

    ends.server().sendText("for the first");
    assertThat(first.get(20, SECONDS)).isEqualTo(new Message.Text("for the first"));
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptWhileWaitingUnderADeadlineDoesNoHarm(Role role) throws Exception {
    ChannelSocket here = ends.end(role);
    CompletableFuture<Exception> outcome = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    outcome.completeExceptionally(new AssertionError(here.receive(LONG)));
                  } catch (IOException e) {
                    outcome.complete(e);
                  }
                });
    await().atMost(LONG).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

    waiting.interrupt();

    assertThat(outcome.get(20, SECONDS)).isInstanceOf(InterruptedIOException.class);
    ends.end(role.peer()).sendText("intact");
    assertThat(here.receive()).isEqualTo(new Message.Text("intact"));
  }

  private static Duration silenceAfterReceiving(ChannelSocket channel) {
    assertThatThrownBy(() -> channel.receive(SHORT)).isInstanceOf(SocketTimeoutException.class);
    return channel.silence();
  }

  private static Message flood(ChannelSocket channel, AtomicInteger sent, int messages)
      throws IOException {
    byte[] bytes = new byte[ChannelSocket.MAX_PAYLOAD];
    while (sent.get() < messages) {
      channel.sendBinary(bytes, 0, bytes.length);
      sent.incrementAndGet();
    }
    return new Message.Text("all sent");
  }

  /** Stuck is: something was sent, and nothing more for a while. */
  private static int awaitStuck(AtomicInteger sent) {
    AtomicInteger last = new AtomicInteger(-1);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
    return sent.get();
  }

  private static Future<Message> blockedReceive(ChannelSocket channel) {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<Message> receive =
        inBackground(
            () -> {
              thread.complete(Thread.currentThread());
              return channel.receive();
            });
    await().atMost(LONG).until(() -> thread.join().getState() == Thread.State.WAITING);
    return receive;
  }

  private static Future<Message> inBackground(Callable<Message> call) {
    FutureTask<Message> task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    return task;
  }

  private static void assertFails(Future<Message> call) {
    assertThatThrownBy(() -> call.get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  private static byte[] bytes(Message message) {
    return ((Message.Binary) message).copy();
  }

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }
}
