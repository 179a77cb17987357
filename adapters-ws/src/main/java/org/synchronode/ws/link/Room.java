package org.synchronode.ws.link;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Memory that many links share: what one takes too much, others wait for. Safe for use by several
 * threads.
 */
final class Room {
  private final Semaphore bytes;
  private final Duration patience;

  /**
   * All that there is.
   *
   * @param patience how long one waits for what others hold
   */
  Room(int bytes, Duration patience) {
    this.bytes = new Semaphore(bytes);
    this.patience = patience;
  }

  /** What one holds of a room: nothing at first. Safe for use by several threads. */
  final class Part {
    private int held;
    private long since;
    private boolean ended;

    /**
     * Holds more; waits until there is room for it.
     *
     * @return false when there is none in time, and nothing was taken
     */
    boolean grow(int more) throws InterruptedException {
      if (!bytes.tryAcquire(more, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      synchronized (this) {
        since = held == 0 ? System.nanoTime() : since;
        held += more;
        if (ended) {
          shrink(held);
        }
      }
      return true;
    }

    /** Gives some of it back. */
    synchronized void shrink(int less) {
      int given = Math.min(less, held);
      held -= given;
      bytes.release(given);
    }

    /** Gives all back that is held. */
    synchronized void empty() {
      shrink(held);
    }

    /** Gives all back, and from now on at once whatever is taken. */
    synchronized void end() {
      ended = true;
      empty();
    }

    /** Whether something was held all the time for longer than this. */
    synchronized boolean isHeldLongerThan(Duration time) {
      return held > 0 && System.nanoTime() - since > time.toNanos();
    }
  }
}
