package org.synchronode.ws.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.HostId;
import org.synchronode.ws.frames.ChannelSocket;

/** The channels of one slave. Safe for use by several threads. */
final class ChannelPool {
  /** A slave has at most so many channels at a time. */
  static final int MOST = 64;

  /** Neither reads nor writes take more: the rest is kept for the other kind. */
  static final int MOST_OF_A_KIND = MOST * 3 / 4;

  /** When fewer than this are idle, the slave is asked for as many more. */
  private static final int WANTED_IDLE = 2;

  /**
   * How long channels that were asked for are counted on; the link may have been lost meanwhile.
   */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final HostId slave;
  private final MoreChannels more;
  private final Duration patience;
  private final Deque<PooledChannel> idle = new ArrayDeque<>();
  private final Set<PooledChannel> all = new HashSet<>();
  private final Map<Purpose, Integer> taken = new EnumMap<>(Purpose.class);
  private int asked;
  private long askedAt = System.nanoTime();

  /**
   * An empty pool.
   *
   * @param patience how long a taker waits for a channel
   */
  ChannelPool(HostId slave, MoreChannels more, Duration patience) {
    this.slave = slave;
    this.more = more;
    this.patience = patience;
  }

  /** What a channel is taken for. */
  enum Purpose {
    /** What changes nothing at the owner. */
    READ,
    WRITE
  }

  /** Asks a slave, over its link, to dial. */
  @FunctionalInterface
  interface MoreChannels {
    /** Asks for so many more. Never blocks; does nothing when the link is gone. */
    void ask(HostId slave, int more);
  }

  /**
   * A channel that the slave has just dialled; nothing when it has too many.
   *
   * @param takesParts whether the slave knows exchanges about parts of files
   */
  Optional<PooledChannel> add(ChannelSocket socket, boolean takesParts) {
    PooledChannel channel = new PooledChannel(socket, takesParts);
    synchronized (this) {
      if (all.size() >= MOST) {
        return Optional.empty();
      }
      all.add(channel);
      idle.push(channel);
      asked = Math.max(0, asked - 1);
      notifyAll();
    }
    return Optional.of(channel);
  }

  /** A channel is gone. */
  synchronized void remove(PooledChannel channel) {
    all.remove(channel);
    idle.remove(channel);
  }

  /**
   * Takes an idle channel, waiting for one if need be.
   *
   * @throws ProblemException with {@link Problem.Busy} when there is none in time
   */
  Lease take(Purpose purpose) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<PooledChannel> next = nextIdle(purpose, end);
      if (next.isEmpty()) {
        throw new ProblemException(
            new Problem.Busy(
                "All channels to the owner of this file are in use. Try again in a moment."));
      }
      if (next.get().take()) {
        return new Lease(this, next.get(), purpose);
      }
      giveUp(next.get(), purpose);
    }
  }

  private synchronized Optional<PooledChannel> nextIdle(Purpose purpose, long end) {
    while (true) {
      askIfFew(purpose);
      if (mayTake(purpose) && !idle.isEmpty()) {
        taken.merge(purpose, 1, Integer::sum);
        return Optional.of(idle.pop());
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      try {
        // The link may come back meanwhile: ask again now and then.
        wait(Math.clamp(left / 1_000_000, 1, 1000));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  private boolean mayTake(Purpose purpose) {
    return taken.getOrDefault(purpose, 0) < MOST_OF_A_KIND;
  }

  private void askIfFew(Purpose purpose) {
    if (System.nanoTime() - askedAt > ASK_AGAIN.toNanos()) {
      asked = 0;
    }
    if (idle.size() + asked < WANTED_IDLE && mayTake(purpose) && all.size() + asked < MOST) {
      asked += WANTED_IDLE;
      askedAt = System.nanoTime();
      more.ask(slave, WANTED_IDLE);
    }
  }

  /** Gives a channel back after an exchange that ended in order. */
  void giveBack(PooledChannel channel, Purpose purpose) {
    channel.release();
    synchronized (this) {
      taken.merge(purpose, -1, Integer::sum);
      if (all.contains(channel)) {
        idle.push(channel);
      }
      notifyAll();
    }
  }

  /** Drops a taken channel whose exchange did not end in order. */
  void giveUp(PooledChannel channel, Purpose purpose) {
    synchronized (this) {
      taken.merge(purpose, -1, Integer::sum);
      all.remove(channel);
      notifyAll();
    }
    channel.abort();
  }

  /** Drops all channels, and thereby what runs on them. */
  void abortAll() {
    Set<PooledChannel> dropped;
    synchronized (this) {
      dropped = Set.copyOf(all);
      idle.clear();
    }
    dropped.forEach(PooledChannel::abort);
  }
}
