package org.synchronode.ws.relay;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/**
 * A channel at the master: idle in its pool, or taken for one exchange by the thread that answers a
 * client, which then talks on the socket itself. The connection's own thread only looks after it
 * while it is idle.
 */
final class PooledChannel {
  private static final Duration CHECK_EVERY = Duration.ofSeconds(20);
  private static final Duration CHECK_TAKES = Duration.ofMillis(200);
  private static final Duration LOOK_TAKES = Duration.ofMillis(1);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final ChannelSocket socket;
  private final boolean takesParts;
  private State state = State.IDLE;

  private enum State {
    IDLE,
    CHECKED,
    TAKEN,
    CLOSED
  }

  /**
   * @param takesParts whether the slave knows exchanges about parts of files
   */
  PooledChannel(ChannelSocket socket, boolean takesParts) {
    this.socket = socket;
    this.takesParts = takesParts;
  }

  ChannelSocket socket() {
    return socket;
  }

  boolean takesParts() {
    return takesParts;
  }

  /** Takes it for an exchange; false when it is closed, or just being checked and found silent. */
  synchronized boolean take() {
    boolean interrupted = false;
    while (state == State.CHECKED) {
      try {
        wait();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (state != State.IDLE) {
      return false;
    }
    state = State.TAKEN;
    return true;
  }

  /**
   * Whether the slave has not closed it while it was idle, as far as that is known here. Asked by
   * who has taken it, before anything is sent on it.
   */
  boolean isOpen() {
    try {
      // Nothing but a pong may come before a question.
      Message unexpected = socket.receive(LOOK_TAKES);
      return unexpected == null;
    } catch (SocketTimeoutException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Gives it back after an exchange that ended in order. */
  synchronized void release() {
    if (state == State.TAKEN) {
      state = State.IDLE;
    }
  }

  /** Drops it, and thereby whatever runs on it, here and at the slave. */
  void abort() {
    synchronized (this) {
      state = State.CLOSED;
      notifyAll();
    }
    socket.abort();
  }

  /**
   * Runs on the connection's thread until the channel is closed, and looks now and then whether the
   * slave is there.
   */
  void lookAfter() {
    try {
      while (!waitForClose()) {
        check();
      }
    } catch (InterruptedException _) {
      abort();
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean waitForClose() throws InterruptedException {
    long end = System.nanoTime() + CHECK_EVERY.toNanos();
    while (state != State.CLOSED) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }

  private void check() {
    synchronized (this) {
      if (state != State.IDLE) {
        return;
      }
      state = State.CHECKED;
    }
    boolean alive;
    try {
      socket.ping();
      // Nothing but a pong may come while no exchange runs.
      Message unexpected = socket.receive(CHECK_TAKES);
      alive = unexpected == null;
    } catch (SocketTimeoutException _) {
      alive = socket.silence().compareTo(LONGEST_SILENCE) < 0;
    } catch (IOException _) {
      alive = false;
    }
    synchronized (this) {
      if (state == State.CHECKED) {
        state = State.IDLE;
        notifyAll();
      }
    }
    if (!alive) {
      abort();
    }
  }
}
