package org.synchronode.ws.frames;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Closes a socket unless it is called off in time: bounds a whole conversation, where a socket's
 * own timeout bounds a single read and starts anew with every byte.
 */
final class Watchdog implements AutoCloseable {
  private enum State {
    WATCHING,
    BITTEN,
    CALLED_OFF
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);
  private final Thread thread;

  Watchdog(Socket socket, Duration patience) {
    this.thread = Thread.ofVirtual().name("channel-watchdog").start(() -> watch(socket, patience));
  }

  private void watch(Socket socket, Duration patience) {
    try {
      Thread.sleep(patience);
      if (state.compareAndSet(State.WATCHING, State.BITTEN)) {
        socket.close();
      }
    } catch (InterruptedException e) {
      // Called off.
    } catch (IOException e) {
      // The system frees a socket even when closing it fails.
    }
  }

  boolean hasBitten() {
    return state.get() == State.BITTEN;
  }

  /**
   * Calls it off, and tells whether that was in time; afterwards it either has bitten or never
   * will.
   */
  boolean callOff() {
    if (state.compareAndSet(State.WATCHING, State.CALLED_OFF)) {
      thread.interrupt();
    }
    return state.get() == State.CALLED_OFF;
  }

  @Override
  public void close() {
    callOff();
  }
}
