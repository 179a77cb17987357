package org.synchronode.ws.frames;

import java.net.SocketException;
import java.util.Optional;

/**
 * Knows which thread is inside a blocking call, so that another can make it leave. An interrupt
 * closes the channel below the web server's sockets, which is the one thing that wakes a blocked
 * writer there.
 */
final class Occupant {
  private Optional<Thread> inside = Optional.empty();
  private boolean evicted;

  synchronized void enter() throws SocketException {
    if (evicted) {
      throw new SocketException("the channel is closed");
    }
    inside = Optional.of(Thread.currentThread());
  }

  /**
   * The interrupt of an eviction was meant for the call that ends here, and must not reach what the
   * thread does next.
   */
  synchronized void leave() {
    inside = Optional.empty();
    if (evicted) {
      Thread.interrupted();
    }
  }

  synchronized void evict() {
    if (!evicted) {
      evicted = true;
      inside.ifPresent(Thread::interrupt);
    }
  }
}
