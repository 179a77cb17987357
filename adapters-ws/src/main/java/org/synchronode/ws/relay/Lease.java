package org.synchronode.ws.relay;

import java.util.concurrent.atomic.AtomicBoolean;
import org.synchronode.ws.frames.ChannelSocket;

/** A channel taken for one exchange; given back or given up once, whichever comes first. */
final class Lease {
  private final ChannelPool pool;
  private final PooledChannel channel;
  private final AtomicBoolean ended = new AtomicBoolean();

  Lease(ChannelPool pool, PooledChannel channel) {
    this.pool = pool;
    this.channel = channel;
  }

  ChannelSocket socket() {
    return channel.socket();
  }

  /** The exchange ended in order. */
  void giveBack() {
    if (ended.compareAndSet(false, true)) {
      pool.giveBack(channel);
    }
  }

  /** The exchange did not end in order: the channel is dropped, by which the slave learns of it. */
  void giveUp() {
    if (ended.compareAndSet(false, true)) {
      pool.giveUp(channel);
    }
  }
}
