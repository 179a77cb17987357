package org.synchronode.application.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
  private final Map<HostId, Watermark> watermarks = new ConcurrentHashMap<>();

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
    switch (event) {
      case ListChanged changed -> watermarkOf(changed.host()).reached(changed.to());
      case ListReplaced replaced -> watermarkOf(replaced.host()).reached(replaced.to());
      case PresenceChanged _, HostsChanged _, Missed _ -> {
        // No list moved.
      }
    }
    subscriptions.forEach(subscription -> subscription.offer(event));
  }

  /**
   * Waits until a change of a host's list is published that leads to a revision, or past it.
   * Remembers what was published since this node has started.
   *
   * @return false when it was not in time
   */
  public boolean awaitRevision(HostId host, Revision revision, Duration longest)
      throws InterruptedException {
    return watermarkOf(host).await(revision, longest);
  }

  private Watermark watermarkOf(HostId host) {
    return watermarks.computeIfAbsent(host, _ -> new Watermark());
  }

  /** How far a host's list was published. */
  private static final class Watermark {
    private Revision highest = Revision.NONE;

    /** A list that was replaced can stand at an earlier revision than before. */
    synchronized void reached(Revision revision) {
      highest = revision;
      notifyAll();
    }

    synchronized boolean await(Revision revision, Duration longest) throws InterruptedException {
      long end = System.nanoTime() + longest.toNanos();
      while (revision.isAfter(highest)) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        wait(Math.max(1, left / 1_000_000));
      }
      return true;
    }
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
    public Optional<Event> next(Duration longest) throws InterruptedException {
      return Optional.ofNullable(waiting.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
