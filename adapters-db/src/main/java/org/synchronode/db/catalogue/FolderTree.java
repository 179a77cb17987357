package org.synchronode.db.catalogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FolderEntry;

/**
 * The folders of a list that comes in, in any order: whether they are one tree in the end. Files
 * are not kept, only what they lie in.
 */
final class FolderTree {
  private final Map<EntryId, EntryId> parentOfFolder = new HashMap<>();
  private final Set<EntryId> parents = new HashSet<>();

  /** Returns false for what can't be in a list: the root, which every list has without it. */
  boolean add(Entry entry) {
    if (entry.id().equals(EntryId.ROOT)) {
      return false;
    }
    parents.add(entry.parent());
    if (entry instanceof FolderEntry) {
      parentOfFolder.put(entry.id(), entry.parent());
    }
    return true;
  }

  /** Whether every entry lies in a folder that is there, and every folder below the root. */
  boolean isWhole() {
    Set<EntryId> sound = new HashSet<>();
    sound.add(EntryId.ROOT);
    return parents.stream().allMatch(folder -> leadsToTheRoot(folder, sound));
  }

  void clear() {
    parentOfFolder.clear();
    parents.clear();
  }

  private boolean leadsToTheRoot(EntryId folder, Set<EntryId> sound) {
    Set<EntryId> path = new HashSet<>();
    EntryId next = folder;
    while (!sound.contains(next)) {
      EntryId parent = parentOfFolder.get(next);
      if (parent == null || !path.add(next)) {
        return false;
      }
      next = parent;
    }
    sound.addAll(path);
    return true;
  }
}
