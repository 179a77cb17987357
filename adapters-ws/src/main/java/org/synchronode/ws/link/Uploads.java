package org.synchronode.ws.link;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.application.replication.OfferLists;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.DeltaParts;
import org.synchronode.ws.protocol.ProtocolException;
import org.synchronode.ws.protocol.SlaveMessage;
import org.synchronode.ws.protocol.SlaveText;

/**
 * What is to go up on one link, and in which order: small deltas of all hosts that moved on, and
 * one long {@link Transfer} at a time, part by part. Memory is bounded by the windows: what can't
 * be sent now is not even read. Not thread-safe.
 */
final class Uploads implements AutoCloseable {
  private final OfferLists offer;
  private final MasterSocket socket;
  private final Map<HostId, HostProgress> hosts = new HashMap<>();

  /** Hosts that may have something to send. */
  private final Set<HostId> due = new LinkedHashSet<>();

  private @Nullable Transfer transfer;
  private long partsSent;
  private long partsTaken;

  Uploads(OfferLists offer, MasterSocket socket) {
    this.offer = offer;
    this.socket = socket;
  }

  /** A host that the master takes lists of, or took none of. */
  HostProgress progress(HostId host) {
    return hosts.computeIfAbsent(host, HostProgress::new);
  }

  boolean knows(HostId host) {
    return hosts.containsKey(host);
  }

  /** These are announced; about all others nothing is said any more. */
  void keepOnly(Set<HostId> announced) throws IOException {
    Transfer running = transfer;
    if (running != null && !announced.contains(running.host())) {
      throw new IOException("a host is no longer there while its list is sent");
    }
    hosts.values().stream()
        .filter(progress -> !announced.contains(progress.host()))
        .forEach(HostProgress::unclaim);
  }

  /** These were answered; all others can be forgotten. */
  void forgetAllBut(Set<HostId> announced) {
    hosts.keySet().retainAll(announced);
    due.retainAll(announced);
  }

  void changed(HostId host) {
    due.add(host);
  }

  void allChanged() {
    due.addAll(hosts.keySet());
  }

  void acknowledged(HostId host) {
    Optional.ofNullable(hosts.get(host)).ifPresent(HostProgress::acknowledged);
    due.add(host);
  }

  void missed(HostId host, IndexId has, Revision revision) {
    Optional.ofNullable(hosts.get(host)).ifPresent(progress -> progress.missed(has, revision));
    due.add(host);
  }

  void refused(HostId host) {
    Optional.ofNullable(hosts.get(host)).ifPresent(HostProgress::refused);
    due.add(host);
  }

  void taken(long parts) {
    if (parts < partsTaken || parts > partsSent) {
      throw new ProtocolException("parts were taken that were not sent");
    }
    partsTaken = parts;
  }

  /**
   * Sends what can be sent now: a delta of each host that has one, and a part of something long.
   *
   * @return whether it may be worth to call it again at once
   */
  boolean send() throws IOException, InterruptedException {
    boolean sent = false;
    for (HostId host : List.copyOf(due)) {
      HostProgress progress = hosts.get(host);
      switch (progress == null ? Turn.NOTHING : takeTurn(progress)) {
        case NOTHING -> due.remove(host);
        case SENT -> {
          due.remove(host);
          sent = true;
        }
        case LATER -> {
          // It stays due.
        }
      }
    }
    return sendPart() || sent;
  }

  private enum Turn {
    /** All is sent, or an answer is waited for. */
    NOTHING,
    /** All is sent, or under way. */
    SENT,
    /** Something else must end first. */
    LATER
  }

  private Turn takeTurn(HostProgress progress) throws IOException, InterruptedException {
    if (!progress.open()) {
      return Turn.NOTHING;
    }
    if (progress.snapshotDue()) {
      return takeSnapshotTurn(progress);
    }
    if (unansweredInAll() >= Bounds.UNANSWERED_IN_ALL) {
      return Turn.LATER;
    }
    Optional<Delta> changes =
        offer.changesSince(progress.host(), progress.sent()).filter(DeltaParts::holds);
    if (changes.isEmpty()) {
      progress.needSnapshot();
      return takeSnapshotTurn(progress);
    }
    Delta delta = changes.get();
    if (delta.to().equals(progress.sent())) {
      return Turn.NOTHING;
    }
    if (SlaveText.holds(delta) && !isUnderWay(progress)) {
      socket.send(new SlaveMessage.Moved(progress.host(), delta));
    } else if (transfer == null) {
      transfer = new Transfer.OfDelta(progress.host(), delta);
    } else {
      return Turn.LATER;
    }
    progress.deltaSent(delta.to());
    return Turn.SENT;
  }

  /** A whole list comes alone: it is sent when nothing before it is unanswered. */
  private Turn takeSnapshotTurn(HostProgress progress) {
    if (progress.unanswered() > 0) {
      return Turn.NOTHING;
    }
    if (transfer != null || !progress.rested()) {
      return Turn.LATER;
    }
    Optional<Snapshot> snapshot = offer.snapshot(progress.host());
    if (snapshot.isEmpty()) {
      return Turn.NOTHING;
    }
    progress.snapshotSent(snapshot.get().head().index(), snapshot.get().head().revision());
    transfer = new Transfer.OfSnapshot(progress.host(), snapshot.get());
    return Turn.SENT;
  }

  /** What follows a transfer of the same host must not overtake it. */
  private boolean isUnderWay(HostProgress progress) {
    return transfer != null && transfer.host().equals(progress.host());
  }

  private int unansweredInAll() {
    return hosts.values().stream().mapToInt(HostProgress::unanswered).sum();
  }

  private boolean sendPart() throws IOException, InterruptedException {
    Transfer running = transfer;
    if (running == null || partsSent - partsTaken >= Bounds.PARTS_IN_FLIGHT) {
      return false;
    }
    partsSent++;
    if (!running.sendPart(socket)) {
      transfer = null;
      running.close();
    }
    return true;
  }

  @Override
  public void close() {
    if (transfer != null) {
      transfer.close();
    }
  }
}
