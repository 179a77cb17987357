package org.synchronode.http.dav;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.lock.Lock;
import org.synchronode.http.dav.answer.ActiveLock;
import org.synchronode.http.path.PublicPath;

/**
 * The locks that cover entries of one host: an entry's own, and the deep ones of the folders that
 * it lies in. Entries are asked for in a listing's order, each folder before what lies in it, or
 * after a look above them. Not thread-safe.
 */
final class CoveringLocks {
  private final Instant now;

  /** Of folders, the locks that cover what lies in them; folders without any are not there. */
  private final Map<EntryId, List<ActiveLock>> within = new HashMap<>();

  CoveringLocks(Instant now) {
    this.now = now;
  }

  /**
   * Looks at the folders above an entry.
   *
   * @param share the address of the share's root
   */
  void lookAbove(Catalogue catalogue, HostId host, EntryPath listed, PublicPath share) {
    PublicPath href = share;
    List<EntryName> names = listed.names();
    for (int depth = 0; depth < names.size(); depth++) {
      if (depth > 0) {
        href = href.folder(names.get(depth - 1).value());
      }
      Optional<Entry> above = catalogue.find(host, new EntryPath(names.subList(0, depth)));
      if (above.isPresent()) {
        of(above.get(), href);
      }
    }
  }

  List<ActiveLock> of(Entry entry, PublicPath href) {
    List<ActiveLock> above = within.getOrDefault(entry.parent(), List.of());
    List<Lock> own = entry.annotations().at(now).locks();
    if (own.isEmpty() && above.isEmpty()) {
      return List.of();
    }
    List<ActiveLock> covering = new ArrayList<>(above);
    List<ActiveLock> inherited = new ArrayList<>(above);
    for (Lock lock : own) {
      ActiveLock active = ActiveLock.of(lock, href, now);
      covering.add(active);
      if (lock.deep()) {
        inherited.add(active);
      }
    }
    if (entry instanceof FolderEntry && !inherited.isEmpty()) {
      within.put(entry.id(), inherited);
    }
    return covering;
  }
}
