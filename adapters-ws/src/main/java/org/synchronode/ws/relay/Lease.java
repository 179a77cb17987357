package org.synchronode.ws.relay;

import java.util.concurrent.atomic.AtomicBoolean;
import org.synchronode.ws.frames.ChannelSocket;

/** A channel taken for one exchange; given back or given up once, whichever comes first. */
final class Lease {
  private final ChannelPool pool;
  private final PooledChannel channel;
  private final ChannelPool.Purpose purpose;
  private final AtomicBoolean ended = new AtomicBoolean();

  Lease(ChannelPool pool, PooledChannel channel, ChannelPool.Purpose purpose) {
    this.pool = pool;
    this.channel = channel;
    this.purpose = purpose;
  }

  ChannelSocket socket() {
    return channel.socket();
  }

  /** Whether the slave has not closed it while it was idle, as far as that is known here. */
  boolean isOpen() {
    return channel.isOpen();
  }

  /** Whether the slave knows exchanges about parts of files. */
  boolean takesParts() {
    return channel.takesParts();
  }

  /** The exchange ended in order. */
  void giveBack() {
    if (ended.compareAndSet(false, true)) {
      pool.giveBack(channel, purpose);
    }
  }

  /** The exchange did not end in order: the channel is dropped, by which the slave learns of it. */
  void giveUp() {
    if (ended.compareAndSet(false, true)) {
      pool.giveUp(channel, purpose);
    }
  }
}
