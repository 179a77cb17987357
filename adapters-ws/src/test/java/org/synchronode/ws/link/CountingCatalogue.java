package org.synchronode.ws.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.catalogue.PlaceChanges;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/** Counts what is received. */
final class CountingCatalogue implements Catalogue {
  final InMemoryCatalogue lists = new InMemoryCatalogue();
  final AtomicInteger deltas = new AtomicInteger();
  final AtomicInteger changes = new AtomicInteger();
  final AtomicInteger snapshots = new AtomicInteger();
  final AtomicInteger entries = new AtomicInteger();

  /** Runs before a delta is applied. */
  volatile Runnable beforeApply = () -> {};

  @Override
  public long edition(HostId host) {
    return lists.edition(host);
  }

  @Override
  public void requireRoom() {
    lists.requireRoom();
  }

  @Override
  public Optional<ListHead> head(HostId host) {
    return lists.head(host);
  }

  @Override
  public Optional<Listing.Listed> at(HostId host, EntryPath path) {
    return lists.at(host, path);
  }

  @Override
  public Optional<Listing> list(HostId host, EntryPath path, Depth depth) {
    return lists.list(host, path, depth);
  }

  @Override
  public Optional<Snapshot> snapshot(HostId host) {
    return lists.snapshot(host);
  }

  @Override
  public Optional<Delta> changesSince(HostId host, Revision from, int most) {
    return lists.changesSince(host, from, most);
  }

  @Override
  public Optional<PlaceChanges> placesSince(HostId host, Revision told, Revision seen, int most) {
    return lists.placesSince(host, told, seen, most);
  }

  @Override
  public ApplyOutcome apply(HostId host, Delta delta) {
    beforeApply.run();
    deltas.incrementAndGet();
    changes.addAndGet(delta.changes().size());
    return lists.apply(host, delta);
  }

  @Override
  public Staging stage(HostId host, IndexId index) {
    Staging staging = lists.stage(host, index);
    snapshots.incrementAndGet();
    return new Staging() {
      @Override
      public void add(List<Entry> more) {
        entries.addAndGet(more.size());
        staging.add(more);
      }

      @Override
      public boolean commit(ListHead promised) {
        return staging.commit(promised);
      }

      @Override
      public void close() {
        staging.close();
      }
    };
  }

  @Override
  public void drop(HostId host) {
    lists.drop(host);
  }

  @Override
  public void seen(HostId host, Instant at) {
    lists.seen(host, at);
  }

  @Override
  public Optional<Instant> lastSeen(HostId host) {
    return lists.lastSeen(host);
  }
}
