package org.synchronode.ws.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.HostId;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

class ChannelPoolTest {
  private final ChannelPool pool =
      new ChannelPool(
          HostId.random(RandomGenerator.getDefault()), (_, _) -> {}, Duration.ofMillis(10));

  private void fill() {
    for (int i = 0; i < ChannelPool.MOST; i++) {
      assertThat(pool.add(new IdleSocket(Optional.empty()), true)).isPresent();
    }
  }

  private List<Lease> takeAll(ChannelPool.Purpose purpose) {
    List<Lease> taken = new ArrayList<>();
    for (int i = 0; i < ChannelPool.MOST_OF_A_KIND; i++) {
      taken.add(pool.take(purpose));
    }
    assertThatThrownBy(() -> pool.take(purpose))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.Busy.class));
    return taken;
  }

  @Test
  void readsLeaveAQuarterToWrites() {
    fill();
    List<Lease> reads = takeAll(ChannelPool.Purpose.READ);
    assertThat(reads).hasSize(48);
    for (int i = 0; i < 16; i++) {
      pool.take(ChannelPool.Purpose.WRITE);
    }
    reads.getFirst().giveBack();
    assertThat(pool.take(ChannelPool.Purpose.WRITE)).isNotNull();
  }

  @Test
  void writesLeaveAQuarterToReads() {
    fill();
    takeAll(ChannelPool.Purpose.WRITE).getFirst().giveUp();
    for (int i = 0; i < 16; i++) {
      pool.take(ChannelPool.Purpose.READ);
    }
    assertThatThrownBy(() -> pool.take(ChannelPool.Purpose.WRITE))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void noMoreThanSixtyFourAreTakenIn() {
    fill();
    assertThat(pool.add(new IdleSocket(Optional.empty()), true)).isEmpty();
  }

  @Test
  void oneThatWasClosedWhileItWasIdleIsSeenBeforeAnEditIsSent() {
    pool.add(new IdleSocket(Optional.of(new Message.Closed(1000, ""))), true);
    assertThat(pool.take(ChannelPool.Purpose.WRITE).isOpen()).isFalse();
    pool.add(new IdleSocket(Optional.empty()), true);
    assertThat(pool.take(ChannelPool.Purpose.WRITE).isOpen()).isTrue();
    IdleSocket lost = new IdleSocket(Optional.empty());
    lost.abort();
    pool.add(lost, true);
    assertThat(pool.take(ChannelPool.Purpose.WRITE).isOpen()).isFalse();
  }

  /** A channel on which nothing comes, or one message. */
  private static final class IdleSocket implements ChannelSocket {
    private final Optional<Message> message;
    private boolean aborted;

    IdleSocket(Optional<Message> message) {
      this.message = message;
    }

    @Override
    public void sendText(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendBinary(byte[] bytes, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void holdBack() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void flush() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Message receive() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Message receive(Duration patience) throws IOException {
      if (aborted) {
        throw new EOFException();
      }
      if (message.isEmpty()) {
        throw new SocketTimeoutException();
      }
      return message.get();
    }

    @Override
    public Message await(Duration patience) throws IOException {
      return receive(patience);
    }

    @Override
    public void ping() {
      // Nobody is there.
    }

    @Override
    public Duration silence() {
      return Duration.ZERO;
    }

    @Override
    public void close(int code, String reason) {
      aborted = true;
    }

    @Override
    public void close() {
      aborted = true;
    }

    @Override
    public void abort() {
      aborted = true;
    }
  }
}
