package org.synchronode.ws.frames;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BigTransferTest {
  private static final int MIB = 1024 * 1024;
  private static final int MESSAGES =
      Integer.getInteger("transfer.mib", 256) * MIB / ChannelSocket.MAX_PAYLOAD;

  @ParameterizedTest
  @EnumSource
  @Timeout(120)
  void aLargeFileGoesThroughUnchangedAndInConstantMemory(Role sender) throws Exception {
    try (TestServer server = TestServer.start();
        ChannelEnds ends = server.connect(ChannelClient.create())) {
      long before = allocated();
      FutureTask<Boolean> sending = new FutureTask<>(() -> send(ends.end(sender)));
      Thread.ofVirtual().start(sending);

      receive(ends.end(sender.peer()));

      sending.get(20, TimeUnit.SECONDS);
      assertThat(allocated() - before).as("bytes allocated").isLessThan(64L * MIB);
    }
  }

  private static boolean send(ChannelSocket channel) throws IOException {
    byte[] bytes = new byte[ChannelSocket.MAX_PAYLOAD];
    for (int i = 0; i < MESSAGES; i++) {
      fill(bytes, i);
      channel.sendBinary(bytes, 0, bytes.length);
    }
    return true;
  }

  private static void receive(ChannelSocket channel) throws IOException {
    byte[] expected = new byte[ChannelSocket.MAX_PAYLOAD];
    for (int i = 0; i < MESSAGES; i++) {
      fill(expected, i);
      Message.Binary message = (Message.Binary) channel.receive();
      boolean same =
          Arrays.equals(
              message.array(),
              message.offset(),
              message.offset() + message.length(),
              expected,
              0,
              expected.length);
      assertThat(same).as("message %d is unchanged", i).isTrue();
    }
  }

  /** Content that differs in every message and at every place. */
  private static void fill(byte[] bytes, int message) {
    int state = message * 0x9E3779B9 + 1;
    for (int i = 0; i < bytes.length; i++) {
      state = state * 1664525 + 1013904223;
      bytes[i] = (byte) (state >>> 24);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }
}
