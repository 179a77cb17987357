package org.synchronode.db.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.synchronode.application.share.Indexed;
import org.synchronode.application.share.Located;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * The entries of one list that have locks, each with its path: as many queries as the deepest of
 * them has folders above it.
 */
final class LockedEntries {
  private final EntryRows rows;

  /** Locked ones, and the folders above them. */
  private final Map<EntryId, Entry> known = new HashMap<>();

  LockedEntries(DSLContext sql, ShownList list) {
    this.rows = new EntryRows(sql, list.key());
  }

  /** All of them, in any order. Used once. */
  List<Located> all() {
    List<Indexed> locked = new ArrayList<>();
    rows.locked(locked::add);
    locked.forEach(indexed -> known.put(indexed.entry().id(), indexed.entry()));
    Set<EntryId> above = unknownAbove(known.values());
    while (!above.isEmpty()) {
      List<Entry> found = new ArrayList<>();
      rows.byId(above, indexed -> found.add(indexed.entry()));
      found.forEach(entry -> known.put(entry.id(), entry));
      above = unknownAbove(found);
    }
    return locked.stream().map(indexed -> new Located(path(indexed.entry()), indexed)).toList();
  }

  private Set<EntryId> unknownAbove(Iterable<Entry> entries) {
    Set<EntryId> above = new HashSet<>();
    for (Entry entry : entries) {
      if (!entry.parent().equals(EntryId.ROOT) && !known.containsKey(entry.parent())) {
        above.add(entry.parent());
      }
    }
    return above;
  }

  private EntryPath path(Entry entry) {
    List<EntryName> names = new ArrayList<>();
    for (Entry at = entry; at != null; at = known.get(at.parent())) {
      names.add(at.name());
    }
    return new EntryPath(names.reversed());
  }
}
