package org.synchronode.ws.frames;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.synchronode.ws.frames.Background.blockedReceive;
import static org.synchronode.ws.frames.Background.inBackground;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every channel does, whatever it runs on; for both of its ends. */
abstract class ChannelSocketContract extends ChannelEndContract {

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

  @ParameterizedTest
  @EnumSource
  void whatIsKeptBackComesWithTheFlushInItsOrder(Role role) throws Exception {
    ChannelSocket here = ends.end(role);
    ChannelSocket there = ends.end(role.peer());
    byte[] large = pattern(ChannelSocket.MAX_PAYLOAD);

    here.holdBack();
    here.sendText("first");
    here.sendBinary(large, 0, 10);
    assertThatThrownBy(() -> there.receive(Duration.ofMillis(50)))
        .isInstanceOf(SocketTimeoutException.class);
    here.flush();
    assertThat(there.receive(LONG)).isEqualTo(new Message.Text("first"));
    assertThat(bytes(there.receive(LONG))).isEqualTo(Arrays.copyOf(large, 10));

    here.holdBack();
    here.sendText("second");
    here.sendBinary(large, 0, large.length);
    here.sendText("third");
    here.flush();
    here.sendText("fourth");
    assertThat(there.receive(LONG)).isEqualTo(new Message.Text("second"));
    assertThat(bytes(there.receive(LONG))).isEqualTo(large);
    assertThat(there.receive(LONG)).isEqualTo(new Message.Text("third"));
    assertThat(there.receive(LONG)).isEqualTo(new Message.Text("fourth"));
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
