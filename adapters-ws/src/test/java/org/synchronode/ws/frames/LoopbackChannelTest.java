package org.synchronode.ws.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The codec alone, between two sockets. */
class LoopbackChannelTest extends ChannelSocketContract {

  @Override
  protected ChannelEnds open() throws IOException {
    Loopback loopback = Loopback.open();
    return new ChannelEnds(
        Loopback.channel(loopback.near(), Role.CLIENT),
        Loopback.channel(loopback.far(), Role.SERVER),
        () -> {});
  }

  @Test
  void aDeadlineMayPassAfterEachSingleByteOfAFrame() throws Exception {
    byte[] message = new byte[300];
    Arrays.fill(message, (byte) 7);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(stream, Role.CLIENT);
    writer.write(Opcode.BINARY, false, message, 0, 20, false);
    writer.write(Opcode.PING, true, message, 0, 5, false);
    writer.write(Opcode.CONTINUATION, true, message, 20, 280, false);
    byte[] bytes = stream.toByteArray();
    Random random = new Random(6455);

    try (Loopback loopback = Loopback.open();
        FramedSocket channel = Loopback.channel(loopback.far(), Role.SERVER)) {
      for (int i = 0; i < bytes.length - 1; i++) {
        loopback.near().getOutputStream().write(bytes[i]);
        ThrowingCallable wait =
            random.nextBoolean()
                ? () -> channel.receive(Duration.ofMillis(1))
                : () -> channel.await(Duration.ofMillis(1));
        assertThatThrownBy(wait).isInstanceOf(SocketTimeoutException.class);
      }
      loopback.near().getOutputStream().write(bytes[bytes.length - 1]);

      assertThat(channel.receive())
          .isInstanceOfSatisfying(
              Message.Binary.class, binary -> assertThat(binary.copy()).isEqualTo(message));
      channel.abort();
    }
  }

  @Test
  void aReadTimeoutOfTheSocketItselfDoesNoHarm() throws Exception {
    try (Loopback loopback = Loopback.open();
        FramedSocket near = Loopback.channel(loopback.near(), Role.CLIENT);
        FramedSocket far = Loopback.channel(loopback.far(), Role.SERVER)) {
      loopback.far().setSoTimeout(5);
      assertThatThrownBy(() -> far.receive(Duration.ofMillis(100)))
          .isInstanceOf(SocketTimeoutException.class);
      near.sendText("after many timeouts");

      assertThat(far.receive()).isEqualTo(new Message.Text("after many timeouts"));
      near.abort();
      far.abort();
    }
  }

  @Test
  void anEndOfStreamWithoutACloseFrameIsAFailure() throws Exception {
    try (Loopback loopback = Loopback.open();
        FramedSocket channel = Loopback.channel(loopback.far(), Role.SERVER)) {
      loopback.near().getOutputStream().write(0x82);
      loopback.near().close();

      assertThatThrownBy(channel::receive)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("without a close");
    }
  }

  @Test
  void aResetIsAFailure() throws Exception {
    try (Loopback loopback = Loopback.open();
        FramedSocket channel = Loopback.channel(loopback.far(), Role.SERVER)) {
      loopback.near().setSoLinger(true, 0);
      loopback.near().close();

      assertThatThrownBy(channel::receive).isInstanceOf(IOException.class);
    }
  }
}
