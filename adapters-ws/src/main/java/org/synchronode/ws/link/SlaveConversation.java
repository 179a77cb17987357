package org.synchronode.ws.link;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.replication.Admission;
import org.synchronode.application.replication.AdmitSlave;
import org.synchronode.application.replication.Announcement;
import org.synchronode.application.replication.Claim;
import org.synchronode.application.replication.ReceiveLists;
import org.synchronode.application.replication.SlaveSession;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.ClaimAnswer;
import org.synchronode.ws.protocol.DeltaParts;
import org.synchronode.ws.protocol.MasterMessage;
import org.synchronode.ws.protocol.ProtocolException;
import org.synchronode.ws.protocol.SlaveMessage;

/**
 * What a slave says, in order, and what the master does about it. Used by the link's worker alone.
 */
final class SlaveConversation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlaveConversation.class);

  private final HostId own;
  private final AdmitSlave admission;
  private final ReceiveLists lists;
  private final Function<HostId, HostFiles> ways;
  private final LinkSettings settings;
  private final SlaveLink link;
  private @Nullable SlaveSession session;
  private @Nullable DeltaParts delta;
  private @Nullable ReceivedSnapshot snapshot;
  private long partsTaken;

  SlaveConversation(
      HostId own,
      AdmitSlave admission,
      ReceiveLists lists,
      Function<HostId, HostFiles> ways,
      LinkSettings settings,
      SlaveLink link) {
    this.own = own;
    this.admission = admission;
    this.lists = lists;
    this.ways = ways;
    this.settings = settings;
    this.link = link;
  }

  /** Who speaks, for the log. */
  String peer() {
    return session == null ? "a stranger" : session.slave().name().value();
  }

  void hear(SlaveMessage message) throws InterruptedException {
    if (session == null) {
      if (!(message instanceof SlaveMessage.Hello hello)) {
        throw new ProtocolException("a hello comes first");
      }
      admit(hello);
      return;
    }
    switch (message) {
      case SlaveMessage.Hello _ -> throw new ProtocolException("a hello comes once");
      case SlaveMessage.Hosts(List<Announcement> hosts) ->
          link.send(new MasterMessage.Claims(announce(session, hosts)));
      case SlaveMessage.Moved(HostId host, Delta moved) -> apply(session, host, moved);
      case SlaveMessage.MovedPart part -> take(session, part);
      case SlaveMessage.SnapshotBegin(HostId host, ListHead head) -> begin(session, host, head);
      case SlaveMessage.SnapshotPart(HostId host, List<Entry> entries) -> add(host, entries);
      case SlaveMessage.SnapshotEnd(HostId host) -> end(host);
      case SlaveMessage.Heartbeat _ -> session.heartbeat();
      case SlaveMessage.Goodbye(String reason) -> {
        LOG.info("{} leaves: {}", peer(), ProtocolException.printable(reason));
        session.close();
      }
    }
  }

  private void admit(SlaveMessage.Hello hello) {
    if (hello.protocol() != Bounds.PROTOCOL) {
      throw new ProtocolException(
          "protocol " + Bounds.PROTOCOL + " is spoken here, not " + hello.protocol());
    }
    switch (admission.admit(hello.host(), hello.token())) {
      case Admission.Refused(Admission.Reason reason, String why) ->
          link.refuse(reason.code(), why, MasterMessage.Refused.NOT_ADMITTED);
      case Admission.Admitted(Host slave) -> {
        SlaveSession opened =
            lists.open(
                slave,
                ways.apply(slave.id()),
                () -> link.goodbye("Another link of this host, or an administrator, ended it.", 1));
        session = opened;
        link.admitted(opened);
        LOG.info("{} is linked", peer());
        link.welcome(
            new MasterMessage.Welcome(
                own,
                (int) settings.heartbeat().toSeconds(),
                (int) settings.lease().toSeconds(),
                announce(opened, hello.hosts())));
      }
    }
  }

  private static List<ClaimAnswer> announce(SlaveSession session, List<Announcement> hosts) {
    Map<HostId, ListHead> heads =
        hosts.stream()
            .collect(Collectors.toMap(Announcement::host, Announcement::head, (a, _) -> a));
    return session.announce(hosts).stream().map(claim -> answer(claim, heads)).toList();
  }

  /** Equal revisions with other fingerprints are two lists: then only the whole one helps. */
  private static ClaimAnswer answer(Claim claim, Map<HostId, ListHead> announced) {
    return switch (claim) {
      case Claim.Known(HostId host, ListHead have) -> {
        ListHead theirs = announced.getOrDefault(host, have);
        boolean drifted =
            theirs.index().equals(have.index())
                && theirs.revision().equals(have.revision())
                && !theirs.fingerprint().equals(have.fingerprint());
        if (drifted) {
          LOG.warn("The list of {} differs from its owner's at the same revision", host);
        }
        yield drifted
            ? new ClaimAnswer.New(host)
            : new ClaimAnswer.Known(host, have.index(), have.revision());
      }
      case Claim.New(HostId host) -> new ClaimAnswer.New(host);
      case Claim.Refused(HostId host, String message) -> new ClaimAnswer.Refused(host, message);
    };
  }

  private void apply(SlaveSession to, HostId host, Delta moved) {
    link.send(
        switch (to.apply(host, moved)) {
          case ApplyOutcome.Applied(ListHead head, _) ->
              new MasterMessage.Ack(host, head.revision());
          case ApplyOutcome.Gap(ListHead have) ->
              new MasterMessage.Gap(host, have.index(), have.revision());
          case ApplyOutcome.Inconsistent(String reason) -> {
            LOG.warn("A delta of {} is refused: {}", host, ProtocolException.printable(reason));
            yield new MasterMessage.Resync(host, ProtocolException.printable(reason));
          }
          case ApplyOutcome.NoList _ ->
              new MasterMessage.Resync(host, "there is no list of it here");
        });
  }

  private void take(SlaveSession to, SlaveMessage.MovedPart part) throws InterruptedException {
    if (!link.holdForDelta(DeltaParts.memory(part))) {
      return;
    }
    DeltaParts parts = delta == null ? new DeltaParts(part) : delta;
    delta = parts;
    boolean complete = parts.add(part);
    taken();
    if (complete) {
      delta = null;
      SlaveMessage.Moved whole = parts.whole();
      apply(to, whole.host(), whole.delta());
      link.releaseDelta();
    }
  }

  private void begin(SlaveSession from, HostId host, ListHead head) {
    if (snapshot != null) {
      throw new ProtocolException("one list is sent at a time");
    }
    snapshot = new ReceivedSnapshot(host, head, from.stage(host, head.index()));
  }

  private void add(HostId host, List<Entry> entries) {
    begun(host).add(entries);
    taken();
  }

  private void end(HostId host) {
    try (ReceivedSnapshot complete = begun(host)) {
      snapshot = null;
      if (complete.commit()) {
        link.send(new MasterMessage.Ack(host, complete.head().revision()));
      } else {
        LOG.warn("A list of {} does not add up and is refused", host);
        link.send(new MasterMessage.Resync(host, "the list does not add up"));
      }
    }
  }

  private ReceivedSnapshot begun(HostId host) {
    ReceivedSnapshot begun = snapshot;
    if (begun == null || !begun.host().equals(host)) {
      throw new ProtocolException("no list of this host was begun");
    }
    return begun;
  }

  private void taken() {
    link.send(new MasterMessage.Taken(++partsTaken));
  }

  @Override
  public void close() {
    if (snapshot != null) {
      snapshot.close();
    }
    if (session != null) {
      session.close();
    }
  }
}
