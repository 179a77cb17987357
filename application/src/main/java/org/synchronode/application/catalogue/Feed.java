package org.synchronode.application.catalogue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Presence;

/**
 * The live stream of catalogue changes. A publisher never waits: each subscriber has a bounded
 * queue of its own, and one that falls behind loses what is in it and is told {@link Missed} in its
 * place, upon which it reads the catalogue anew. Safe for use by several threads.
 */
public final class Feed {
  private static final int MOST_WAITING = 1024;

  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

  /** What happened. */
  public sealed interface Event {}

  /** A host's list moved on by these changes. */
  public record ListChanged(HostId host, Revision to, List<EntryChange> changes) implements Event {
    public ListChanged {
      changes = List.copyOf(changes);
    }
  }

  /** A host's list was replaced as a whole, or is new. */
  public record ListReplaced(HostId host, Revision to) implements Event {}

  /** A host came or went. */
  public record PresenceChanged(HostId host, Presence presence) implements Event {}

  /** A host became visible, was renamed, or is no longer shown. */
  public record HostsChanged() implements Event {}

  /** This subscriber was too slow, and events were lost. */
  public record Missed() implements Event {}

  /**
   * Begins to receive everything that is published from now on. The subscription must be closed.
   */
  public Subscription subscribe() {
    Subscription subscription = new Subscription();
    subscriptions.add(subscription);
    return subscription;
  }

  /**
   * Gives an event to every subscriber. Called after the change is committed, in the order of a
   * host's revisions.
   */
  public void publish(Event event) {
    subscriptions.forEach(subscription -> subscription.offer(event));
  }

  /** One subscriber's queue. */
  public final class Subscription implements AutoCloseable {
    private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    private Subscription() {}

    private synchronized void offer(Event event) {
      if (!waiting.offer(event)) {
        waiting.clear();
        waiting.add(new Missed());
      }
    }

    /** The next event; waits for one. */
    public Event next() throws InterruptedException {
      return waiting.take();
    }

    /** The next event within a time, or nothing. */
    public java.util.Optional<Event> next(java.time.Duration longest) throws InterruptedException {
      return java.util.Optional.ofNullable(
          waiting.poll(longest.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
