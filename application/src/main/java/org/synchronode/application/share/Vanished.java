package org.synchronode.application.share;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;

/**
 * What one batch of listings no longer finds where the index has it: to be found elsewhere, or
 * gone.
 */
final class Vanished {
  private final ShareIndex index;
  private final HostId own;
  private final SequencedMap<EntryId, Indexed> tops = new LinkedHashMap<>();

  /**
   * All that vanished, tops and what lies below them, by inode. Not by device: its number may
   * change with every mount of the same disk.
   */
  private final Map<Long, List<Indexed>> byInode = new HashMap<>();

  private final Map<EntryId, List<Indexed>> membersOf = new HashMap<>();

  /** Of what vanished and of what moved, where each lies as far as is known by now. */
  private final Map<EntryId, EntryId> parentOf = new HashMap<>();

  private final Set<EntryId> moved = new HashSet<>();

  /** Of what lies in a folder that moved: what was found in it again. */
  private final Set<EntryId> staying = new HashSet<>();

  Vanished(ShareIndex index, HostId own) {
    this.index = index;
    this.own = own;
  }

  /** An entry is no longer where it was. Does nothing when that is known. */
  void add(Indexed top) {
    EntryId id = top.entry().id();
    if (moved.contains(id) || tops.putIfAbsent(id, top) != null) {
      return;
    }
    remember(top);
    if (top.entry() instanceof FolderEntry) {
      for (Indexed member : index.below(own, id)) {
        if (parentOf.putIfAbsent(member.entry().id(), member.entry().parent()) == null) {
          membersOf.computeIfAbsent(member.entry().parent(), _ -> new ArrayList<>()).add(member);
        }
        remember(member);
      }
    }
  }

  private void remember(Indexed indexed) {
    if (!indexed.key().equals(FileKey.NONE) && !moved.contains(indexed.entry().id())) {
      byInode.computeIfAbsent(indexed.key().inode(), _ -> new ArrayList<>(1)).add(indexed);
    }
  }

  /**
   * The vanished entry that this is, which counts as moved from now on; nothing when it is none.
   */
  Optional<Indexed> take(Found found, EntryId newParent) {
    Optional<Indexed> same =
        byInode.getOrDefault(found.key().inode(), List.of()).stream()
            .filter(
                candidate ->
                    !moved.contains(candidate.entry().id())
                        && !staying.contains(candidate.entry().id())
                        && isSame(candidate, found)
                        && !lies(newParent, candidate.entry().id()))
            .findFirst();
    same.ifPresent(
        taken -> {
          moved.add(taken.entry().id());
          parentOf.put(taken.entry().id(), newParent);
          tops.remove(taken.entry().id());
        });
    return same;
  }

  /** An entry was found in its folder under its name, wherever that folder is now. */
  void stays(EntryId id) {
    staying.add(id);
  }

  boolean hasMoved(EntryId id) {
    return moved.contains(id);
  }

  /** Whether an entry is no longer where the index has it, by itself or with what it lies in. */
  boolean isElsewhere(EntryId id) {
    EntryId at = id;
    while (at != null) {
      if (moved.contains(at) || tops.containsKey(at)) {
        return true;
      }
      at = parentOf.get(at);
    }
    return false;
  }

  /** What was not found elsewhere. A top that lies below another one goes with that. */
  List<Comparison.Gone> leftOver() {
    List<Comparison.Gone> gone = new ArrayList<>();
    for (Indexed top : tops.values()) {
      if (!goesWithAnother(top.entry())) {
        gone.add(new Comparison.Gone(top.entry(), within(top.entry().id())));
      }
    }
    return gone;
  }

  private boolean goesWithAnother(Entry top) {
    EntryId parent = parentOf.get(top.id());
    while (parent != null && !moved.contains(parent)) {
      if (tops.containsKey(parent)) {
        return true;
      }
      parent = parentOf.get(parent);
    }
    return false;
  }

  private List<Entry> within(EntryId top) {
    List<Entry> within = new ArrayList<>();
    Deque<EntryId> folders = new ArrayDeque<>(List.of(top));
    while (!folders.isEmpty()) {
      for (Indexed member : membersOf.getOrDefault(folders.pop(), List.of())) {
        if (!moved.contains(member.entry().id())) {
          within.add(member.entry());
          folders.push(member.entry().id());
        }
      }
    }
    return within;
  }

  private boolean lies(EntryId place, EntryId within) {
    EntryId at = place;
    while (at != null) {
      if (at.equals(within)) {
        return true;
      }
      at = parentOf.get(at);
    }
    return false;
  }

  /** The same inode is not enough: file systems use one again at once. */
  private static boolean isSame(Indexed candidate, Found found) {
    return candidate.entry().modified().equals(found.modified())
        && switch (candidate.entry()) {
          case FileEntry file -> found instanceof Found.FoundFile now && now.size() == file.size();
          case FolderEntry _ -> found instanceof Found.FoundFolder;
        };
  }
}
