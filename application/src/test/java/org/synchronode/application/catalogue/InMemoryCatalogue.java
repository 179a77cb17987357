package org.synchronode.application.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.synchronode.application.catalogue.InMemoryList.Removals;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Indexed;
import org.synchronode.application.share.KnownFolder;
import org.synchronode.application.share.Located;
import org.synchronode.application.share.ShareIndex;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/**
 * The catalogue over plain maps, for tests, and its writing side, {@link #shareIndex()}. Each
 * host's list is replaced as a whole, so that a reader keeps the one that it began with.
 */
public final class InMemoryCatalogue implements Catalogue {
  private final Map<HostId, InMemoryList> lists = new ConcurrentHashMap<>();
  private final Map<HostId, Long> editions = new ConcurrentHashMap<>();
  private final Map<HostId, Instant> lastSeen = new ConcurrentHashMap<>();
  private final Map<HostId, InMemoryStaging> stagings = new ConcurrentHashMap<>();

  private void show(HostId host, InMemoryList list) {
    lists.put(host, list);
    editions.merge(host, 1L, Long::sum);
  }

  @Override
  public long edition(HostId host) {
    return editions.getOrDefault(host, 0L);
  }

  private Optional<InMemoryList> listOf(HostId host) {
    return Optional.ofNullable(lists.get(host));
  }

  @Override
  public Optional<ListHead> head(HostId host) {
    return listOf(host).map(InMemoryList::head);
  }

  @Override
  public Optional<Listing.Listed> at(HostId host, EntryPath path) {
    return listOf(host)
        .flatMap(
            list ->
                list.find(path, true).map(entry -> new Listing.Listed(list.pathOf(entry), entry)));
  }

  @Override
  public Optional<Listing> list(HostId host, EntryPath path, Depth depth) {
    return listOf(host)
        .flatMap(
            list ->
                list.find(path, true)
                    .map(
                        self -> {
                          List<Listing.Listed> listed = new ArrayList<>();
                          collect(list, list.pathOf(self), self, depth, listed);
                          return new ReadListing(list.head(), self, listed.iterator());
                        }));
  }

  private static void collect(
      InMemoryList list, EntryPath path, Entry entry, Depth depth, List<Listing.Listed> into) {
    into.add(new Listing.Listed(path, entry));
    if (depth != Depth.ZERO) {
      Depth further = depth == Depth.ONE ? Depth.ZERO : Depth.INFINITY;
      for (Entry member : list.membersOf(entry.id())) {
        collect(list, path.child(member.name()), member, further, into);
      }
    }
  }

  @Override
  public Optional<Snapshot> snapshot(HostId host) {
    return listOf(host)
        .map(list -> new ReadSnapshot(list.head(), list.entries().values().iterator()));
  }

  @Override
  public Optional<Delta> changesSince(HostId host, Revision from, int most) {
    return listOf(host).flatMap(list -> list.changesSince(from, most));
  }

  @Override
  public Optional<PlaceChanges> placesSince(HostId host, Revision told, Revision seen, int most) {
    return listOf(host).flatMap(list -> InMemoryPlaces.since(list, told, seen, most));
  }

  @Override
  public void requireRoom() {
    // There is always more memory.
  }

  @Override
  public ApplyOutcome apply(HostId host, Delta delta) {
    return apply(host, delta, Map.of());
  }

  private synchronized ApplyOutcome apply(HostId host, Delta delta, Map<EntryId, FileKey> keys) {
    InMemoryList list = lists.get(host);
    if (list == null) {
      return new ApplyOutcome.NoList();
    }
    if (!list.head().revision().equals(delta.from())) {
      return new ApplyOutcome.Gap(list.head());
    }
    return switch (list.after(delta, keys)) {
      case InMemoryList.Refused(String reason) -> new ApplyOutcome.Inconsistent(reason);
      case InMemoryList.Moved(InMemoryList next) -> {
        show(host, next);
        yield new ApplyOutcome.Applied(next.head(), next.told(delta, list));
      }
    };
  }

  @Override
  public Staging stage(HostId host, IndexId index) {
    InMemoryStaging staging = new InMemoryStaging(host, index);
    stagings.put(host, staging);
    return staging;
  }

  @Override
  public synchronized void drop(HostId host) {
    lists.remove(host);
    editions.merge(host, 1L, Long::sum);
    stagings.remove(host);
  }

  @Override
  public void seen(HostId host, Instant at) {
    lastSeen.merge(host, at, (a, b) -> a.isAfter(b) ? a : b);
  }

  @Override
  public Optional<Instant> lastSeen(HostId host) {
    return Optional.ofNullable(lastSeen.get(host));
  }

  /** The writing side of the same lists. */
  public ShareIndex shareIndex() {
    return new OwnSide();
  }

  /** A list that is being received. */
  private final class InMemoryStaging implements Staging {
    private final HostId host;
    private final IndexId index;
    private final Map<EntryId, Entry> received = new HashMap<>();
    private long count;

    InMemoryStaging(HostId host, IndexId index) {
      this.host = host;
      this.index = index;
    }

    @Override
    public void add(List<Entry> entries) {
      entries.forEach(entry -> received.put(entry.id(), entry));
      count += entries.size();
    }

    @Override
    public boolean commit(ListHead promised) {
      synchronized (InMemoryCatalogue.this) {
        if (!stagings.remove(host, this)
            || !promised.index().equals(index)
            || promised.entries() != count
            || received.size() != count
            || received.values().stream()
                .anyMatch(entry -> entry.revision().isAfter(promised.revision()))
            || !InMemoryList.fingerprint(received.values()).equals(promised.fingerprint())) {
          return false;
        }
        try {
          // Which removals led here is not known: who stands further back needs a snapshot too.
          show(
              host,
              InMemoryList.of(
                  promised, Map.copyOf(received), Map.of(), Removals.since(promised.revision())));
          return true;
        } catch (IllegalArgumentException _) {
          return false;
        }
      }
    }

    @Override
    public void close() {
      stagings.remove(host, this);
    }
  }

  /** One class can't be both ports: they name their look-ups alike. */
  private final class OwnSide implements ShareIndex {
    @Override
    public ListHead open(HostId own, IndexId fresh) {
      synchronized (InMemoryCatalogue.this) {
        return lists
            .computeIfAbsent(
                own,
                _ ->
                    InMemoryList.of(
                        ListHead.empty(fresh), Map.of(), Map.of(), Removals.since(Revision.NONE)))
            .head();
      }
    }

    @Override
    public Optional<Indexed> find(HostId own, EntryPath path) {
      return listOf(own).flatMap(list -> list.find(path, false).map(list::indexed));
    }

    @Override
    public Map<EntryPath, KnownFolder> folders(HostId own, Collection<EntryPath> paths) {
      Map<EntryPath, KnownFolder> folders = new HashMap<>();
      for (EntryPath path : paths) {
        find(own, path)
            .filter(known -> known.entry() instanceof FolderEntry)
            .ifPresent(
                folder ->
                    folders.put(path, new KnownFolder(folder, members(own, folder.entry().id()))));
      }
      return folders;
    }

    @Override
    public List<Indexed> chain(HostId own, EntryPath path) {
      List<Indexed> chain = new ArrayList<>();
      EntryPath at = EntryPath.ROOT;
      Optional<Indexed> next = find(own, at);
      for (EntryName name : path.names()) {
        if (next.isEmpty()) {
          return chain;
        }
        chain.add(next.get());
        at = at.child(name);
        next = find(own, at);
      }
      next.ifPresent(chain::add);
      return chain;
    }

    @Override
    public Optional<Indexed> memberAlike(HostId own, EntryId folder, EntryName name) {
      return members(own, folder).stream()
          .filter(member -> !member.entry().name().equals(name))
          .filter(member -> member.entry().name().canonical().equals(name.canonical()))
          .min(Comparator.comparing(member -> member.entry().name()));
    }

    @Override
    public List<Located> locked(HostId own) {
      List<Located> locked = new ArrayList<>();
      collectLocked(own, EntryPath.ROOT, EntryId.ROOT, locked);
      return locked;
    }

    private void collectLocked(HostId own, EntryPath path, EntryId folder, List<Located> locked) {
      for (Indexed member : members(own, folder)) {
        EntryPath at = path.child(member.entry().name());
        if (!member.entry().annotations().locks().isEmpty()) {
          locked.add(new Located(at, member));
        }
        collectLocked(own, at, member.entry().id(), locked);
      }
    }

    @Override
    public List<Indexed> members(HostId own, EntryId folder) {
      return listOf(own)
          .map(list -> list.membersOf(folder).stream().map(list::indexed).toList())
          .orElse(List.of());
    }

    @Override
    public List<Indexed> below(HostId own, EntryId folder) {
      return listOf(own)
          .map(list -> list.below(folder).stream().map(list::indexed).toList())
          .orElse(List.of());
    }

    @Override
    public ApplyOutcome apply(HostId own, Delta delta, Map<EntryId, FileKey> keys) {
      return InMemoryCatalogue.this.apply(own, delta, keys);
    }
  }

  private record ReadListing(ListHead head, Entry self, Iterator<Listed> entries)
      implements Listing {
    @Override
    public void close() {}
  }

  private record ReadSnapshot(ListHead head, Iterator<Entry> entries) implements Snapshot {
    @Override
    public void close() {}
  }
}
