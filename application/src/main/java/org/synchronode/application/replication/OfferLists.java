package org.synchronode.application.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.hosts.Presences;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Presence;

/** What this node publishes to its master: its own list and those of all active hosts below it. */
public final class OfferLists {
  /** Beyond so many changes a whole list is sent instead. */
  public static final int MOST_CHANGES = 100_000;

  private final HostStore hosts;
  private final Catalogue catalogue;
  private final Presences presences;

  public OfferLists(HostStore hosts, Catalogue catalogue, Presences presences) {
    this.hosts = hosts;
    this.catalogue = catalogue;
    this.presences = presences;
  }

  /** Every host that has a list here, with where it stands now. */
  public List<Announcement> announcements() {
    List<Announcement> offered = new ArrayList<>();
    for (Host host : hosts.all()) {
      if (host.active()) {
        catalogue
            .head(host.id())
            .ifPresent(
                head ->
                    offered.add(new Announcement(host.id(), host.name(), head, isOnline(host))));
      }
    }
    return offered;
  }

  private boolean isOnline(Host host) {
    return host.origin() instanceof Origin.Own
        || presences.of(host.id()) instanceof Presence.Online;
  }

  /** What came after a revision, or nothing: then the master needs a {@link #snapshot}. */
  public Optional<Delta> changesSince(HostId host, Revision from) {
    return catalogue.changesSince(host, from, MOST_CHANGES);
  }

  /** The whole list; nothing when there is none (any more). */
  public Optional<Snapshot> snapshot(HostId host) {
    return catalogue.snapshot(host);
  }
}
