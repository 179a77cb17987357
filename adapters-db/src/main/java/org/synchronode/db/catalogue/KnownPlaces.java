package org.synchronode.db.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.synchronode.application.catalogue.EntryChange;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Indexed;
import org.synchronode.db.Transactions;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;

/**
 * What stands at the places that were looked up last: to write one file, the same few places are
 * looked up again and again. A delta's changes are made here too; other changes of a list, and
 * those that take folders away, make that forgotten. Safe for use by several threads.
 */
public final class KnownPlaces {
  /** Of one host. */
  private static final int MOST = 256;

  private static final int MOST_HOSTS = 16;

  private final Transactions database;
  private final Editions editions;

  /** The host that was asked about longest ago is the first. */
  private final Map<HostId, Known> hosts =
      new LinkedHashMap<>(MOST_HOSTS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HostId, Known> eldest) {
          return size() > MOST_HOSTS;
        }
      };

  /**
   * Knows nothing yet.
   *
   * @param editions those of the lists in the same database
   */
  public KnownPlaces(Transactions database, Editions editions) {
    this.database = database;
    this.editions = editions;
  }

  /** The names of a folder that look the same. */
  private record Look(EntryId folder, String canonical) {
    static Look of(Entry entry) {
      return new Look(entry.parent(), entry.name().canonical());
    }
  }

  /**
   * What is known of a host's list in an edition; what was read earlier never gets into it.
   *
   * @param named what has the names that look the same, sorted by name
   */
  private record Known(long edition, Optional<ShownList> list, Map<Look, List<Indexed>> named) {}

  /**
   * What a delta made of a list.
   *
   * @param list as it is now
   */
  record Changed(ShownList list, List<EntryChange> changes, Function<EntryId, FileKey> keys) {}

  /** The root, and what stands at each name of a path, by exact names; as far as there is some. */
  List<Indexed> chain(HostId host, EntryPath path) {
    Known now = known(host);
    return now.list.isEmpty() ? List.of() : chain(now, now.list.get(), path);
  }

  /** What stands at the end of a path, by exact names. */
  Optional<Indexed> find(HostId host, EntryPath path) {
    List<Indexed> chain = chain(host, path);
    return chain.size() > path.names().size() ? Optional.of(chain.getLast()) : Optional.empty();
  }

  /** As {@link PathWalk#lenient}. */
  Optional<PathWalk.Found> lenient(HostId host, EntryPath path) {
    Known now = known(host);
    if (now.list.isEmpty()) {
      return Optional.empty();
    }
    ShownList list = now.list.get();
    EntryPath at = EntryPath.ROOT;
    Indexed here = root(list);
    for (EntryName name : path.names()) {
      if (!(here.entry() instanceof FolderEntry folder)) {
        return Optional.empty();
      }
      List<Indexed> same = named(now, list, folder.id(), name);
      Optional<Indexed> next = exactly(same, name).or(() -> alike(same, name));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      here = next.get();
      at = at.child(here.entry().name());
    }
    return Optional.of(new PathWalk.Found(at, here));
  }

  /** What looks the same as a name and is not spelled so; always the same one of several. */
  Optional<Indexed> alike(HostId host, EntryId folder, EntryName name) {
    Known now = known(host);
    return now.list.flatMap(list -> alike(named(now, list, folder, name), name));
  }

  /**
   * Makes the changes of a delta.
   *
   * @param before the edition that the delta was applied to
   * @param after the edition that it made
   */
  void changed(HostId host, long before, long after, Changed changed) {
    synchronized (hosts) {
      Known last = hosts.get(host);
      if (last != null && last.edition == before && keepsFolders(changed.changes())) {
        Map<Look, List<Indexed>> named = new ConcurrentHashMap<>(last.named);
        changed.changes().forEach(change -> change(named, change, changed.keys()));
        hosts.put(host, new Known(after, Optional.of(changed.list()), named));
      }
    }
  }

  /** What lies in a folder that goes is not told one by one. */
  private static boolean keepsFolders(List<EntryChange> changes) {
    return changes.stream()
        .allMatch(
            change ->
                switch (change) {
                  case EntryChange.Added _ -> true;
                  case EntryChange.Changed(Entry old, Entry now) ->
                      old instanceof FileEntry || Look.of(old).equals(Look.of(now));
                  case EntryChange.Removed(Entry old) -> old instanceof FileEntry;
                });
  }

  private static void change(
      Map<Look, List<Indexed>> named, EntryChange change, Function<EntryId, FileKey> keys) {
    switch (change) {
      case EntryChange.Added(Entry now) -> put(named, now, keys);
      case EntryChange.Changed(Entry old, Entry now) -> {
        remove(named, old);
        put(named, now, keys);
      }
      case EntryChange.Removed(Entry old) -> remove(named, old);
    }
  }

  private static void remove(Map<Look, List<Indexed>> named, Entry old) {
    named.computeIfPresent(
        Look.of(old),
        (_, same) -> same.stream().filter(one -> !one.entry().id().equals(old.id())).toList());
  }

  private static void put(
      Map<Look, List<Indexed>> named, Entry now, Function<EntryId, FileKey> keys) {
    named.computeIfPresent(
        Look.of(now),
        (_, same) ->
            Stream.concat(same.stream(), Stream.of(new Indexed(now, keys.apply(now.id()))))
                .sorted(Comparator.comparing(one -> one.entry().name()))
                .toList());
  }

  private Known known(HostId host) {
    long edition = editions.of(host);
    synchronized (hosts) {
      Known last = hosts.get(host);
      if (last != null && last.edition == edition) {
        return last;
      }
    }
    Known now =
        new Known(
            edition, database.read(sql -> ShownList.of(sql, host)), new ConcurrentHashMap<>());
    synchronized (hosts) {
      hosts.put(host, now);
    }
    return now;
  }

  private static Indexed root(ShownList list) {
    return new Indexed(list.root(), FileKey.NONE);
  }

  private List<Indexed> chain(Known now, ShownList list, EntryPath path) {
    List<Indexed> chain = new ArrayList<>();
    chain.add(root(list));
    for (EntryName name : path.names()) {
      Optional<Indexed> next =
          chain.getLast().entry() instanceof FolderEntry folder
              ? exactly(named(now, list, folder.id(), name), name)
              : Optional.empty();
      if (next.isEmpty()) {
        break;
      }
      chain.add(next.get());
    }
    return List.copyOf(chain);
  }

  private static Optional<Indexed> exactly(List<Indexed> same, EntryName name) {
    return same.stream().filter(one -> one.entry().name().equals(name)).findFirst();
  }

  /** Rather the one whose name is canonical. */
  private static Optional<Indexed> alike(List<Indexed> same, EntryName name) {
    String canonical = name.canonical();
    List<Indexed> others = same.stream().filter(one -> !one.entry().name().equals(name)).toList();
    return others.stream()
        .filter(one -> one.entry().name().value().equals(canonical))
        .findFirst()
        .or(() -> others.stream().findFirst());
  }

  private List<Indexed> named(Known now, ShownList list, EntryId folder, EntryName name) {
    Look look = new Look(folder, name.canonical());
    List<Indexed> there = now.named.get(look);
    if (there == null) {
      there = database.read(sql -> new PathWalk(sql, list).lookingLike(folder, look.canonical));
      if (now.named.size() >= MOST) {
        now.named.clear();
      }
      now.named.put(look, there);
    }
    return there;
  }
}
