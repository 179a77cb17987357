package org.synchronode.ws.link;

import java.time.Duration;
import java.util.Optional;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.ProtocolException;

/**
 * How far one host's list has gone up. Deltas are sent without waiting for the answer to the one
 * before, a few at a time; each is answered once, in order. When one did not fit, those behind it
 * don't either, so nothing is sent until all are answered. Not thread-safe.
 */
final class HostProgress {
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 6;

  private final HostId host;
  private boolean claimed;
  private boolean snapshotDue;
  private boolean snapshotUnanswered;
  private Revision sent = Revision.NONE;
  private Optional<IndexId> index = Optional.empty();
  private Optional<Revision> restart = Optional.empty();
  private int unanswered;
  private int refusals;
  private long restsUntil = System.nanoTime();

  HostProgress(HostId host) {
    this.host = host;
  }

  HostId host() {
    return host;
  }

  boolean claimed() {
    return claimed;
  }

  /** The master takes nothing about it, or is told that it is no longer there. */
  void unclaim() {
    claimed = false;
  }

  /** The master has this much of it. */
  void startFrom(IndexId has, Revision revision) {
    claimed = true;
    index = Optional.of(has);
    sent = revision;
  }

  void needSnapshot() {
    claimed = true;
    snapshotDue = true;
  }

  boolean snapshotDue() {
    return snapshotDue;
  }

  int unanswered() {
    return unanswered;
  }

  /** Whether another delta may go out now. */
  boolean open() {
    return claimed && restart.isEmpty() && unanswered < Bounds.UNANSWERED;
  }

  /** Whether a list that was refused may be tried again. */
  boolean rested() {
    return System.nanoTime() - restsUntil >= 0;
  }

  /** Up to where everything is sent. */
  Revision sent() {
    return sent;
  }

  void deltaSent(Revision to) {
    sent = to;
    unanswered++;
  }

  void snapshotSent(IndexId of, Revision to) {
    index = Optional.of(of);
    sent = to;
    snapshotDue = false;
    snapshotUnanswered = true;
    unanswered++;
  }

  void acknowledged() {
    answered();
    snapshotUnanswered = false;
    refusals = 0;
  }

  /** A delta did not fit. */
  void missed(IndexId has, Revision revision) {
    if (index.filter(has::equals).isEmpty()) {
      snapshotDue = true;
    }
    restart = Optional.of(revision);
    answered();
  }

  /** Only the whole list helps. If that was refused itself, the next try waits ever longer. */
  void refused() {
    if (snapshotUnanswered) {
      snapshotUnanswered = false;
      restsUntil =
          System.nanoTime()
              + FIRST_REST.multipliedBy(1L << Math.min(refusals, MOST_DOUBLINGS)).toNanos();
      refusals++;
    }
    snapshotDue = true;
    answered();
  }

  private void answered() {
    if (unanswered == 0) {
      throw new ProtocolException("an answer to nothing that was sent");
    }
    unanswered--;
    if (unanswered == 0) {
      restart.ifPresent(revision -> sent = revision);
      restart = Optional.empty();
    }
  }
}
