package org.synchronode.application.replication;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.HostNames;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.hosts.Presences;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Standing;

/**
 * One slave's time on its link: what it announced, and the lists that it sends. A slave can change
 * only its own list and those of hosts below it, never another's. Safe for use by several threads.
 */
public final class SlaveSession implements AutoCloseable {
  private static final int MOST_HOSTS = 10_000;
  private static final int MOST_NAME_TRIES = 1000;

  private final Host slave;
  private final HostFiles way;
  private final Runnable ended;
  private final Registry registry;
  private final Set<HostId> claimed = new HashSet<>();
  private final Set<HostId> reachable = new HashSet<>();
  private boolean open = true;

  SlaveSession(Host slave, HostFiles way, Runnable ended, Registry registry) {
    this.slave = slave;
    this.way = way;
    this.ended = ended;
    this.registry = registry;
  }

  /** What every session works on. */
  record Registry(
      HostId own,
      HostStore hosts,
      Catalogue catalogue,
      Feed feed,
      Routes routes,
      Presences presences,
      InstantSource clock,
      BiConsumer<HostId, SlaveSession> forget) {}

  public Host slave() {
    return slave;
  }

  /**
   * Takes everything that the slave offers now, in the place of what it offered before. A host that
   * is no longer among it is released, and its list forgotten.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is more than a slave can have
   */
  public synchronized List<Claim> announce(List<Announcement> announcements) {
    if (announcements.size() > MOST_HOSTS) {
      throw new ProblemException(
          new Problem.BadRequest("a slave announces at most " + MOST_HOSTS + " hosts"));
    }
    requireOpen();
    List<Claim> claims = new ArrayList<>();
    boolean news = false;
    Set<HostId> announced = new HashSet<>();
    for (Announcement announcement : announcements) {
      HostId host = announcement.host();
      boolean known = registry.hosts().find(host).isPresent();
      if (!claim(announcement)) {
        claims.add(
            new Claim.Refused(
                host, "Host " + host + " belongs to another route here. Release it there first."));
        continue;
      }
      news |= !known;
      announced.add(host);
      claimed.add(host);
      setPresence(host, announcement.online());
      claims.add(
          registry
              .catalogue()
              .head(host)
              .<Claim>map(have -> new Claim.Known(host, have))
              .orElseGet(() -> new Claim.New(host)));
    }
    news |= releaseAllBut(announced);
    if (news) {
      registry.feed().publish(new Feed.HostsChanged());
    }
    return claims;
  }

  private boolean claim(Announcement announcement) {
    HostId id = announcement.host();
    if (id.equals(slave.id())) {
      rename(announcement.name());
      return true;
    }
    if (id.equals(registry.own())) {
      return false;
    }
    var known = registry.hosts().find(id);
    if (known.isPresent()) {
      return known.get().origin() instanceof Origin.Below(HostId via) && via.equals(slave.id());
    }
    for (HostName name : HostNames.candidates(announcement.name(), MOST_NAME_TRIES)) {
      Host host =
          new Host(
              id,
              name,
              new Origin.Below(slave.id()),
              new Standing.Active(),
              registry.clock().instant());
      if (registry.hosts().add(host)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Follows a change of the slave's setting {@code name}; a number that was put behind a taken name
   * stays.
   */
  private void rename(HostName wanted) {
    registry
        .hosts()
        .find(slave.id())
        .map(Host::name)
        .filter(
            name ->
                !name.equals(wanted) && !name.value().matches("\\Q" + wanted.value() + "\\E-\\d+"))
        .ifPresent(
            _ -> {
              if (registry.hosts().rename(slave.id(), wanted)) {
                registry.feed().publish(new Feed.HostsChanged());
              }
            });
  }

  private boolean releaseAllBut(Set<HostId> announced) {
    boolean released = false;
    for (Host host : registry.hosts().all()) {
      if (host.origin() instanceof Origin.Below(HostId via)
          && via.equals(slave.id())
          && !announced.contains(host.id())) {
        setPresence(host.id(), false);
        claimed.remove(host.id());
        registry.hosts().release(host.id());
        registry.catalogue().drop(host.id());
        released = true;
      }
    }
    return released;
  }

  /** Applies a delta of one of the announced hosts, and publishes it. */
  public ApplyOutcome apply(HostId host, Delta delta) {
    requireClaimed(host);
    ApplyOutcome outcome = registry.catalogue().apply(host, delta);
    if (outcome instanceof ApplyOutcome.Applied(ListHead head, var changes)) {
      registry.feed().publish(new Feed.ListChanged(host, head.revision(), changes));
    }
    return outcome;
  }

  /**
   * Begins to receive the whole list of one of the announced hosts. It is published when it is
   * committed.
   */
  public Staging stage(HostId host, IndexId index) {
    requireClaimed(host);
    Staging staging = registry.catalogue().stage(host, index);
    return new Staging() {
      @Override
      public void add(List<Entry> entries) {
        staging.add(entries);
      }

      @Override
      public boolean commit(ListHead promised) {
        requireClaimed(host);
        boolean committed = staging.commit(promised);
        if (committed) {
          registry.feed().publish(new Feed.ListReplaced(host, promised.revision()));
        }
        return committed;
      }

      @Override
      public void close() {
        staging.close();
      }
    };
  }

  /** The slave and what is reachable through it are still there. */
  public synchronized void heartbeat() {
    if (open) {
      reachable.forEach(registry.presences()::online);
    }
  }

  /** The link is gone. Does nothing the second time. */
  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      List.copyOf(reachable).forEach(host -> setPresence(host, false));
      registry.forget().accept(slave.id(), this);
    }
  }

  /** Ends the session from this side. */
  void end() {
    close();
    ended.run();
  }

  private void setPresence(HostId host, boolean online) {
    if (online) {
      registry.routes().open(host, way);
      registry.presences().online(host);
      reachable.add(host);
    } else {
      registry.routes().close(host, way);
      registry.presences().offline(host);
      reachable.remove(host);
    }
  }

  private synchronized void requireClaimed(HostId host) {
    requireOpen();
    if (!claimed.contains(host)) {
      throw new ProblemException(
          new Problem.Forbidden("Host " + host + " was not announced on this link."));
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new ProblemException(new Problem.Conflict("This link has ended."));
    }
  }
}
