package org.synchronode.ws.link;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.replication.Announcement;
import org.synchronode.application.replication.OfferLists;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.ClaimAnswer;
import org.synchronode.ws.protocol.MasterMessage;
import org.synchronode.ws.protocol.ProtocolException;
import org.synchronode.ws.protocol.SlaveMessage;

/** One connection to the master, from hello to its end, lived by one thread. */
final class MasterLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MasterLink.class);
  private static final Duration WELCOME_WITHIN = Duration.ofSeconds(30);

  private final SlaveIdentity own;
  private final OfferLists offer;
  private final Consumer<Revision> startAfter;
  private final ChannelDialler dialler;
  private final Runnable welcomed;
  private final Mailbox mailbox;
  private final MasterSocket socket;
  private final Uploads uploads;
  private Map<HostId, ListHead> announced = Map.of();
  private boolean hostsDue;
  private boolean hostsUnanswered = true;
  private boolean linked;
  private Duration heartbeat = WELCOME_WITHIN;
  private Duration lease = WELCOME_WITHIN;
  private long heartbeatAt = System.nanoTime();

  /**
   * What a link works on.
   *
   * @param startAfter told when the master remembers a later revision of this node than it does
   */
  record Surroundings(
      HttpClient http,
      SlaveIdentity own,
      OfferLists offer,
      Feed feed,
      Consumer<Revision> startAfter,
      ChannelDialler dialler) {}

  /**
   * Connects; the hello is sent by {@link #live}.
   *
   * @param welcomed called when the master has let this node in
   */
  MasterLink(MasterAddress master, Surroundings around, Mailbox mailbox, Runnable welcomed)
      throws IOException, InterruptedException {
    this.own = around.own();
    this.offer = around.offer();
    this.startAfter = around.startAfter();
    this.dialler = around.dialler();
    this.welcomed = welcomed;
    this.mailbox = mailbox;
    this.socket = MasterSocket.connect(around.http(), master, mailbox);
    this.uploads = new Uploads(offer, socket);
  }

  /** Lives the link. The feed must flow into the mailbox already: nothing may fall between. */
  LinkEnd live(Token token) throws IOException, InterruptedException {
    List<Announcement> hosts = announcements();
    socket.send(
        new SlaveMessage.Hello(Bounds.PROTOCOL, own.id(), token, own.name(), own.version(), hosts));
    boolean more = false;
    while (true) {
      Mailbox.Mail mail = mailbox.collect(more ? Duration.ZERO : untilHeartbeat());
      for (MasterMessage message : mail.messages()) {
        Optional<LinkEnd> end = hear(message);
        if (end.isPresent()) {
          return end.get();
        }
      }
      Optional<String> ended = mailbox.ended();
      if (ended.isPresent()) {
        return new LinkEnd.Lost(ended.get());
      }
      if (System.nanoTime() - socket.heardAt() > lease.toNanos()) {
        return new LinkEnd.Lost("nothing is heard from the master any more");
      }
      if (!linked && !untilHeartbeat().isPositive()) {
        return new LinkEnd.Lost("the master does not answer the hello");
      }
      note(mail);
      more = linked && sendWhatIsDue();
    }
  }

  private Duration untilHeartbeat() {
    return Duration.ofNanos(heartbeatAt + heartbeat.toNanos() - System.nanoTime());
  }

  private List<Announcement> announcements() {
    List<Announcement> hosts = offer.announcements();
    announced = hosts.stream().collect(Collectors.toMap(Announcement::host, Announcement::head));
    return hosts;
  }

  private void note(Mailbox.Mail mail) {
    hostsDue |= mail.hosts();
    for (HostId host : mail.changed()) {
      uploads.changed(host);
      hostsDue |= !announced.containsKey(host);
    }
    if (mail.everything()) {
      uploads.allChanged();
    }
  }

  private boolean sendWhatIsDue() throws IOException, InterruptedException {
    if (!untilHeartbeat().isPositive()) {
      heartbeatAt = System.nanoTime();
      socket.send(new SlaveMessage.Heartbeat());
    }
    if (hostsDue && !hostsUnanswered) {
      hostsDue = false;
      hostsUnanswered = true;
      List<Announcement> hosts = announcements();
      uploads.keepOnly(announced.keySet());
      socket.send(new SlaveMessage.Hosts(hosts));
    }
    return uploads.send();
  }

  private Optional<LinkEnd> hear(MasterMessage message) {
    switch (message) {
      case MasterMessage.Refused(String code, String why) -> {
        return Optional.of(new LinkEnd.Refused(code, ProtocolException.printable(why)));
      }
      case MasterMessage.Goodbye(String reason, int retrySeconds) -> {
        return Optional.of(new LinkEnd.Left(ProtocolException.printable(reason), retrySeconds));
      }
      case MasterMessage.Welcome welcome -> welcome(welcome);
      case MasterMessage.Claims(List<ClaimAnswer> claims) -> claims(claims);
      case MasterMessage.Ack(HostId host, _) -> uploads.acknowledged(host);
      case MasterMessage.Gap(HostId host, IndexId index, Revision revision) -> {
        if (host.equals(own.id())) {
          startAfter.accept(revision);
        }
        uploads.missed(host, index, revision);
      }
      case MasterMessage.Resync(HostId host, String reason) -> {
        LOG.warn(
            "The master wants the whole list of {}: {}", host, ProtocolException.printable(reason));
        uploads.refused(host);
      }
      case MasterMessage.Taken(long parts) -> uploads.taken(parts);
      case MasterMessage.Channels(int wanted) -> dialler.wanted(wanted);
      case MasterMessage.Heartbeat _ -> {
        // That it was heard is noted where it arrives.
      }
    }
    return Optional.empty();
  }

  private void welcome(MasterMessage.Welcome welcome) {
    if (linked) {
      throw new ProtocolException("a welcome comes once");
    }
    linked = true;
    heartbeat = Duration.ofSeconds(welcome.heartbeatSeconds());
    lease = Duration.ofSeconds(welcome.leaseSeconds());
    socket.patience(lease);
    welcomed.run();
    claims(welcome.claims());
  }

  private void claims(List<ClaimAnswer> claims) {
    hostsUnanswered = false;
    uploads.forgetAllBut(announced.keySet());
    for (ClaimAnswer claim : claims) {
      ListHead head = announced.get(claim.host());
      if (head != null) {
        claim(claim, head, uploads.progress(claim.host()));
        uploads.changed(claim.host());
      }
    }
  }

  /** What is under way goes on: the answers to it say more than a claim that is older. */
  private void claim(ClaimAnswer claim, ListHead head, HostProgress progress) {
    boolean underWay = progress.claimed();
    switch (claim) {
      case ClaimAnswer.Refused(HostId host, String message) -> {
        LOG.warn("The master takes nothing of {}: {}", host, ProtocolException.printable(message));
        progress.unclaim();
      }
      case ClaimAnswer.New _ -> {
        if (progress.unanswered() == 0) {
          progress.needSnapshot();
        }
      }
      case ClaimAnswer.Known(HostId host, IndexId index, Revision revision) -> {
        boolean ahead = revision.isAfter(head.revision());
        if (ahead && host.equals(own.id())) {
          LOG.warn("The master remembers more of this node than it does itself: {}", revision);
          startAfter.accept(revision);
        }
        if (!underWay) {
          progress.startFrom(index, revision);
        }
        if (progress.unanswered() == 0 && (ahead || !index.equals(head.index()))) {
          progress.needSnapshot();
        }
      }
    }
  }

  /** Says why, if it is this side that leaves. */
  void goodbye(String reason) {
    try {
      socket.patience(Duration.ofMillis(300));
      socket.send(new SlaveMessage.Goodbye(reason));
    } catch (IOException _) {
      // The master will notice.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    uploads.close();
    socket.close();
  }
}
