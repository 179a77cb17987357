package org.synchronode.db.catalogue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;

/**
 * Where entries lie that were found by something else than their paths: as many queries as the
 * deepest of them has names, not as many as there are entries.
 */
final class EntryPaths {
  private final EntryRows rows;
  private final Map<EntryId, Entry> folders = new HashMap<>();
  private final Map<EntryId, EntryPath> paths = new HashMap<>();

  EntryPaths(EntryRows rows) {
    this.rows = rows;
    paths.put(EntryId.ROOT, EntryPath.ROOT);
  }

  /** Looks at the folders above these entries, which {@link #of} then needs not do. */
  void lookAbove(Collection<? extends Entry> entries) {
    Set<EntryId> wanted = unknown(entries);
    while (!wanted.isEmpty()) {
      Set<Entry> found = new HashSet<>();
      rows.byId(wanted, indexed -> found.add(indexed.entry()));
      found.forEach(folder -> folders.put(folder.id(), folder));
      wanted = unknown(found);
    }
  }

  private Set<EntryId> unknown(Collection<? extends Entry> entries) {
    Set<EntryId> unknown = new HashSet<>();
    for (Entry entry : entries) {
      if (!entry.parent().equals(EntryId.ROOT) && !folders.containsKey(entry.parent())) {
        unknown.add(entry.parent());
      }
    }
    return unknown;
  }

  /** Where an entry lies whose folders were looked at. */
  EntryPath of(Entry entry) {
    return ofFolder(entry.parent()).child(entry.name());
  }

  private EntryPath ofFolder(EntryId id) {
    EntryPath known = paths.get(id);
    if (known != null) {
      return known;
    }
    Entry folder = folders.get(id);
    if (folder == null) {
      throw new IllegalStateException("a folder that was not looked at");
    }
    EntryPath path = of(folder);
    paths.put(id, path);
    return path;
  }
}
