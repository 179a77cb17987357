package org.synchronode.ws.frames;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** A channel of frames on a wire, for either role. */
final class FramedSocket implements ChannelSocket {
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final Wire wire;
  private final PatientInput input;
  private final MessageReader messages;
  private final Outbound outbound;
  private final ReentrantLock receiving = new ReentrantLock();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Message.Closed> peersClose = new CompletableFuture<>();
  private volatile boolean cut;

  /**
   * @param early bytes behind the opening handshake that were read with it
   * @param bound the largest message to receive, in bytes
   */
  FramedSocket(Wire wire, Role role, byte[] early, int bound) {
    this.wire = wire;
    this.input = new PatientInput(wire.input(), wire::limitReads);
    this.outbound = new Outbound(wire, role);
    this.messages =
        new MessageReader(new FrameReader(input, role.peer(), early), bound, outbound::pong);
  }

  @Override
  public void sendText(String text) throws IOException {
    ByteBuffer bytes = Utf8.encode(text);
    checkLength(bytes.remaining());
    outbound.data(Opcode.TEXT, bytes.array(), bytes.arrayOffset(), bytes.remaining());
  }

  @Override
  public void sendBinary(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    checkLength(length);
    outbound.data(Opcode.BINARY, bytes, offset, length);
  }

  private static void checkLength(int length) {
    if (length > MAX_PAYLOAD) {
      throw new IllegalArgumentException(length + " bytes are more than one frame takes");
    }
  }

  @Override
  public void holdBack() {
    outbound.holdBack();
  }

  @Override
  public void flush() throws IOException {
    outbound.flush();
  }

  @Override
  public Message receive() throws IOException {
    return receive(Deadline.NEVER);
  }

  @Override
  public Message receive(Duration patience) throws IOException {
    return receive(Deadline.in(patience));
  }

  @Override
  public Message await(Duration patience) throws IOException {
    return receive(Deadline.in(patience, false));
  }

  private Message receive(Deadline deadline) throws IOException {
    takeTurn();
    try {
      if (peersClose.isDone() && !peersClose.isCompletedExceptionally()) {
        return peersClose.join();
      }
      if (cut) {
        throw new SocketException("the channel is closed");
      }
      return next(deadline);
    } finally {
      receiving.unlock();
    }
  }

  /**
   * A farewell receives too, for a second at most; it is waited for, as the channel is over
   * afterwards.
   */
  private void takeTurn() {
    if (receiving.tryLock()) {
      return;
    }
    if (!closing.get()) {
      throw new IllegalStateException("another thread receives on this channel");
    }
    receiving.lock();
  }

  private Message next(Deadline deadline) throws IOException {
    try {
      Message message = messages.next(deadline);
      if (message instanceof Message.Closed closed) {
        peersClose.complete(closed);
        outbound.close(new CloseReason(closed.code(), closed.reason()));
      }
      return message;
    } catch (InterruptedIOException e) {
      // Retryable: out of time, or interrupted while waiting.
      messages.releaseIfIdle();
      outbound.releaseIfIdle();
      throw e;
    } catch (ProtocolViolation e) {
      peersClose.completeExceptionally(e);
      atMost(FAREWELL, () -> refuse(e));
      abort();
      throw e;
    } catch (IOException e) {
      peersClose.completeExceptionally(e);
      abort();
      throw e;
    }
  }

  /**
   * Tells the peer what is wrong, and then takes in what it still sends: dropping a connection with
   * bytes unread resets it, and a reset can overtake the close frame.
   */
  private void refuse(ProtocolViolation violation) throws IOException {
    outbound.close(
        new CloseReason(violation.code(), Objects.requireNonNullElse(violation.getMessage(), "")));
    messages.drain(Deadline.in(FAREWELL));
  }

  @Override
  public void ping() throws IOException {
    outbound.ping();
  }

  @Override
  public Duration silence() {
    return input.silence();
  }

  /** How long neither side has said anything. */
  Duration idle() {
    Duration sinceSent = Duration.ofNanos(System.nanoTime() - outbound.lastSent());
    return sinceSent.compareTo(silence()) < 0 ? sinceSent : silence();
  }

  @Override
  public void close(int code, String reason) {
    CloseReason toSend = CloseReason.toSend(code, reason);
    if (!cut && closing.compareAndSet(false, true)) {
      atMost(FAREWELL, () -> farewell(toSend));
      abort();
    }
  }

  @Override
  public void close() {
    close(CloseReason.NORMAL, "");
  }

  private void farewell(CloseReason reason) throws IOException {
    outbound.close(reason);
    if (receiving.tryLock()) {
      try {
        Deadline deadline = Deadline.in(FAREWELL);
        while (!peersClose.isDone()) {
          next(deadline);
        }
      } finally {
        receiving.unlock();
      }
    } else {
      awaitOtherReceiver();
    }
  }

  private void awaitOtherReceiver() throws IOException {
    try {
      peersClose.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void abort() {
    cut = true;
    wire.cut();
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /**
   * Does a last step that may block, and stops waiting for it after a while; the cut that follows
   * ends it.
   */
  private static void atMost(Duration patience, Step step) {
    Thread thread =
        Thread.ofVirtual()
            .name("channel-farewell")
            .start(
                () -> {
                  try {
                    step.run();
                  } catch (IOException e) {
                    // The connection ends either way.
                  }
                });
    try {
      thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
