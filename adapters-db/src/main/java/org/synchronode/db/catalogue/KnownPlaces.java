package org.synchronode.db.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Indexed;
import org.synchronode.db.Transactions;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;

/**
 * What stands at the places that were looked up last, until their list changes: to write one file,
 * the same few places are looked up again and again. Safe for use by several threads.
 */
public final class KnownPlaces {
  /** Of one host; of each kind. */
  private static final int MOST = 500;

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

  /** A name that looks like another one in a folder. */
  private record Look(EntryId folder, EntryName name) {}

  /** What is known of a host's list in an edition; what was read earlier never gets into it. */
  private record Known(
      long edition,
      Optional<ShownList> list,
      Map<EntryPath, List<Indexed>> chains,
      Map<Look, Optional<Indexed>> alike) {}

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
    List<Indexed> chain = chain(host, path);
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    int matched = chain.size() - 1;
    List<EntryName> names = path.names();
    if (matched == names.size()) {
      return Optional.of(new PathWalk.Found(path, chain.getLast()));
    }
    if (!(chain.getLast().entry() instanceof FolderEntry folder)) {
      return Optional.empty();
    }
    // Each time at least one more name is exact.
    return alike(host, folder.id(), names.get(matched))
        .flatMap(
            there -> {
              List<EntryName> spelled = new ArrayList<>(names);
              spelled.set(matched, there.entry().name());
              return lenient(host, new EntryPath(spelled));
            });
  }

  /** As {@link PathWalk#alike}. */
  Optional<Indexed> alike(HostId host, EntryId folder, EntryName name) {
    Known now = known(host);
    return now.list.flatMap(
        list ->
            known(
                now.alike,
                new Look(folder, name),
                _ -> database.read(sql -> new PathWalk(sql, list).alike(folder, name))));
  }

  private Known known(HostId host) {
    long edition = editions.of(host);
    synchronized (hosts) {
      Known last = hosts.get(host);
      if (last != null && last.edition == edition) {
        return last;
      }
    }
    Known now = read(host, edition);
    synchronized (hosts) {
      hosts.put(host, now);
    }
    return now;
  }

  private Known read(HostId host, long edition) {
    return new Known(
        edition,
        database.read(sql -> ShownList.of(sql, host)),
        new ConcurrentHashMap<>(),
        new ConcurrentHashMap<>());
  }

  private List<Indexed> chain(Known now, ShownList list, EntryPath path) {
    if (path.isRoot()) {
      return List.of(new Indexed(list.root(), FileKey.NONE));
    }
    return known(now.chains, path, _ -> readChain(now, list, path));
  }

  private List<Indexed> readChain(Known now, ShownList list, EntryPath path) {
    List<Indexed> above = chain(now, list, path.parent());
    if (above.size() < path.names().size()
        || !(above.getLast().entry() instanceof FolderEntry folder)) {
      return above;
    }
    List<Indexed> chain = new ArrayList<>(above);
    database
        .read(sql -> new PathWalk(sql, list).named(folder.id(), path.name()))
        .ifPresent(chain::add);
    return List.copyOf(chain);
  }

  private static <K, V> V known(Map<K, V> places, K place, Function<K, V> read) {
    V there = places.get(place);
    if (there == null) {
      there = read.apply(place);
      if (places.size() >= MOST) {
        places.clear();
      }
      places.put(place, there);
    }
    return there;
  }
}
