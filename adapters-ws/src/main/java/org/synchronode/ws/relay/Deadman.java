package org.synchronode.ws.relay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.synchronode.ws.frames.ChannelSocket;

/**
 * Drops a channel unless it is called off in time: for sends that nobody else watches, because a
 * send to a peer that does not receive blocks without limit.
 */
final class Deadman implements AutoCloseable {
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;

  Deadman(ChannelSocket socket, Duration patience) {
    this.thread = Thread.ofVirtual().name("channel-deadman").start(() -> watch(socket, patience));
  }

  private void watch(ChannelSocket socket, Duration patience) {
    try {
      Thread.sleep(patience);
    } catch (InterruptedException _) {
      return;
    }
    if (over.compareAndSet(false, true)) {
      socket.abort();
    }
  }

  /** Calls it off; the channel is dropped before this returns, or never. */
  @Override
  public void close() {
    if (over.compareAndSet(false, true)) {
      thread.interrupt();
    }
  }
}
