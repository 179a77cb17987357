package org.synchronode.ws.frames;

import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending half: whole frames, one at a time.
 *
 * <p>Control frames never wait for the lock, or two peers that each fill the other's window would
 * both stop receiving in order to answer a ping. A control frame that finds the lock taken is owed
 * instead, and whoever holds the lock pays after its own frame. Of each kind only the newest is
 * owed (RFC 6455 section 5.5.3 allows that for pongs).
 */
final class Outbound {
  private final Wire wire;
  private final FrameWriter frames;
  private final ReentrantLock lock = new ReentrantLock();
  private final Debt owedPing = new Debt();
  private final Debt owedPong = new Debt();
  private final Debt owedClose = new Debt();
  private boolean holding;
  private volatile boolean closeSent;
  private volatile long lastSent = System.nanoTime();

  Outbound(Wire wire, Role role) {
    this.wire = wire;
    this.frames = new FrameWriter(wire.output(), role);
  }

  /** Sends a whole message as one frame; waits for the lock and for the peer. */
  void data(Opcode opcode, byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      if (closeSent) {
        throw new SocketException("the channel is closed");
      }
      write(opcode, bytes, offset, length, holding);
    } finally {
      lock.unlock();
    }
    payDebts();
  }

  /** Data waits in the buffer from now on, where it fits. */
  void holdBack() {
    lock.lock();
    try {
      holding = true;
    } finally {
      lock.unlock();
    }
  }

  void flush() throws IOException {
    lock.lock();
    try {
      holding = false;
      sent(frames::flush);
    } finally {
      lock.unlock();
    }
    payDebts();
  }

  void ping() throws IOException {
    if (closeSent) {
      throw new SocketException("the channel is closed");
    }
    owedPing.owe(new byte[0]);
    payDebts();
  }

  void pong(byte[] payload) throws IOException {
    owedPong.owe(payload);
    payDebts();
  }

  /** Sends a close frame if none was sent yet; nothing follows it. */
  void close(CloseReason reason) throws IOException {
    owedClose.owe(reason.body());
    payDebts();
  }

  /** Gives the buffer back, if nobody is using it. */
  void releaseIfIdle() {
    if (lock.tryLock()) {
      try {
        frames.release();
      } finally {
        lock.unlock();
      }
    }
  }

  long lastSent() {
    return lastSent;
  }

  /** Called after each unlock too, so what was owed while the lock was held is not forgotten. */
  private void payDebts() throws IOException {
    while (inDebt() && lock.tryLock()) {
      try {
        pay(Opcode.PONG, owedPong);
        pay(Opcode.PING, owedPing);
        pay(Opcode.CLOSE, owedClose);
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean inDebt() {
    return owedPong.isOwed() || owedPing.isOwed() || owedClose.isOwed();
  }

  private void pay(Opcode opcode, Debt owed) throws IOException {
    Optional<byte[]> payload = owed.take();
    if (payload.isPresent() && !closeSent) {
      closeSent = opcode == Opcode.CLOSE;
      write(opcode, payload.get(), 0, payload.get().length, false);
    }
  }

  private void write(Opcode opcode, byte[] bytes, int offset, int length, boolean hold)
      throws IOException {
    sent(() -> frames.write(opcode, true, bytes, offset, length, hold));
  }

  private interface Sending {
    void send() throws IOException;
  }

  /** A frame that failed half-way has ruined the stream. */
  private void sent(Sending sending) throws IOException {
    boolean done = false;
    try {
      sending.send();
      lastSent = System.nanoTime();
      done = true;
    } finally {
      if (!done) {
        wire.cut();
      }
    }
  }
}
