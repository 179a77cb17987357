package org.synchronode.ws.frames;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends something unless it is called off in time: bounds a whole conversation, where a socket's own
 * timeout bounds a single read and starts anew with every byte, and a send to a peer that does not
 * receive has no bound at all.
 */
public final class Watchdog implements AutoCloseable {
  private enum State {
    WATCHING,
    BITTEN,
    CALLED_OFF
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);
  private final Thread thread;

  /**
   * Begins to watch.
   *
   * @param bite ends it, on another thread
   */
  public Watchdog(Duration patience, Runnable bite) {
    this.thread = Thread.ofVirtual().name("channel-watchdog").start(() -> watch(patience, bite));
  }

  private void watch(Duration patience, Runnable bite) {
    try {
      Thread.sleep(patience);
    } catch (InterruptedException _) {
      return;
    }
    if (state.compareAndSet(State.WATCHING, State.BITTEN)) {
      bite.run();
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
