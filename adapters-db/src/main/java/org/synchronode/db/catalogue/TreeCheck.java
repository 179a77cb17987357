package org.synchronode.db.catalogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synchronode.application.share.Indexed;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;

/** Whether a list is still a tree after a delta put these entries where they are now. */
final class TreeCheck {
  private final EntryRows rows;

  /** Folders outside of the delta that were looked up, by id. */
  private final Map<EntryId, Optional<Entry>> known = new HashMap<>();

  TreeCheck(EntryRows rows) {
    this.rows = rows;
  }

  /**
   * Looks at what was put, and only at that: the rest was a tree before.
   *
   * @throws Contradiction when it is none
   */
  void check(Map<EntryId, Entry> puts, Map<EntryId, Entry> before) {
    inFolders(puts, before);
    filesHoldNothing(puts, before);
    notBelowThemselves(puts, before);
  }

  /** What lies where it lay needs no look: its folder was there, or it would have gone with it. */
  private void inFolders(Map<EntryId, Entry> puts, Map<EntryId, Entry> before) {
    Set<EntryId> others = new HashSet<>();
    for (Entry entry : puts.values()) {
      EntryId parent = entry.parent();
      Entry old = before.get(entry.id());
      if (old != null && old.parent().equals(parent)) {
        continue;
      }
      Entry inDelta = puts.get(parent);
      if (inDelta instanceof FileEntry) {
        throw new Contradiction("an entry lies in a file");
      }
      if (inDelta == null && !parent.equals(EntryId.ROOT)) {
        others.add(parent);
      }
    }
    others.forEach(id -> known.put(id, Optional.empty()));
    rows.byId(others, this::know);
    if (!known.values().stream().allMatch(found -> found.orElse(null) instanceof FolderEntry)) {
      throw new Contradiction("an entry lies in a folder that is not there");
    }
  }

  private void filesHoldNothing(Map<EntryId, Entry> puts, Map<EntryId, Entry> before) {
    List<EntryId> wereFolders =
        puts.values().stream()
            .filter(FileEntry.class::isInstance)
            .map(Entry::id)
            .filter(id -> before.get(id) instanceof FolderEntry)
            .toList();
    rows.members(
        wereFolders,
        _ -> {
          throw new Contradiction("a folder that holds something became a file");
        });
  }

  /**
   * A loop has a folder in it that moved, or is new altogether: from a moved one the walk goes up
   * to the root, from a new one only as long as it meets what the delta put.
   */
  private void notBelowThemselves(Map<EntryId, Entry> puts, Map<EntryId, Entry> before) {
    Set<EntryId> sound = new HashSet<>();
    for (Entry entry : puts.values()) {
      Entry old = before.get(entry.id());
      boolean moved = old != null && !old.parent().equals(entry.parent());
      if (entry instanceof FolderEntry && (old == null || moved)) {
        climb(entry, moved, puts, sound);
      }
    }
  }

  private void climb(Entry from, boolean toTheRoot, Map<EntryId, Entry> puts, Set<EntryId> sound) {
    Set<EntryId> path = new HashSet<>();
    path.add(from.id());
    EntryId next = from.parent();
    while (!next.equals(EntryId.ROOT) && !sound.contains(next)) {
      if (!path.add(next)) {
        throw new Contradiction("a folder lies below itself");
      }
      Entry put = puts.get(next);
      if (put == null && !toTheRoot) {
        return;
      }
      next = (put == null ? lookUp(next) : put).parent();
    }
    sound.addAll(path);
  }

  private void know(Indexed indexed) {
    known.put(indexed.entry().id(), Optional.of(indexed.entry()));
  }

  private Entry lookUp(EntryId id) {
    Optional<Entry> found = known.getOrDefault(id, Optional.empty());
    if (found.isEmpty()) {
      rows.byId(List.of(id), this::know);
      found = known.getOrDefault(id, Optional.empty());
    }
    return found.orElseThrow(
        () -> new Contradiction("an entry lies in a folder that is not there"));
  }
}
