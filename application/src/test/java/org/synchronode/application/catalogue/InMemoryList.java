package org.synchronode.application.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Indexed;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

/**
 * One host's list at one revision; never changed after it was made, so that readers need no lock.
 *
 * @param entries without the root
 * @param removals what went
 * @param members per folder, its entries by exact name
 */
record InMemoryList(
    ListHead head,
    Map<EntryId, Entry> entries,
    Map<EntryId, FileKey> keys,
    Removals removals,
    Map<EntryId, NavigableMap<EntryName, Entry>> members) {

  /**
   * What is remembered of what went.
   *
   * @param since after this revision, all is remembered
   * @param removed with the revision at which it went
   * @param left entries that left their places, in the order of revisions
   */
  record Removals(Revision since, Map<EntryId, Revision> removed, List<Left> left) {
    static Removals since(Revision revision) {
      return new Removals(revision, Map.of(), List.of());
    }
  }

  /** An entry that stood at a path until a revision. */
  record Left(Revision revision, EntryId id, EntryPath from, boolean folder) {}

  /**
   * A list of these entries.
   *
   * @throws IllegalArgumentException when they are not one tree, or two of them share one name
   */
  static InMemoryList of(
      ListHead head, Map<EntryId, Entry> entries, Map<EntryId, FileKey> keys, Removals removals) {
    Map<EntryId, NavigableMap<EntryName, Entry>> members = new HashMap<>();
    for (Entry entry : entries.values()) {
      if (!entry.parent().equals(EntryId.ROOT)
          && !(entries.get(entry.parent()) instanceof FolderEntry)) {
        throw new IllegalArgumentException("entry " + entry.id() + " lies in no folder");
      }
      if (members.computeIfAbsent(entry.parent(), _ -> new TreeMap<>()).put(entry.name(), entry)
          != null) {
        throw new IllegalArgumentException("two entries of one name in a folder");
      }
    }
    InMemoryList list = new InMemoryList(head, entries, keys, removals, members);
    if (list.below(EntryId.ROOT).size() != entries.size()) {
      throw new IllegalArgumentException("folders lie in each other");
    }
    return list;
  }

  /** The root was last changed when its newest member was. */
  Entry root() {
    Instant modified =
        membersOf(EntryId.ROOT).stream()
            .map(Entry::modified)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return FolderEntry.root(modified, head.revision());
  }

  Collection<Entry> membersOf(EntryId folder) {
    return members.getOrDefault(folder, new TreeMap<>()).values();
  }

  /** Every entry below a folder, each folder before what lies in it. */
  List<Entry> below(EntryId folder) {
    List<Entry> found = new ArrayList<>(membersOf(folder));
    for (int i = 0; i < found.size(); i++) {
      found.addAll(membersOf(found.get(i).id()));
    }
    return found;
  }

  Optional<Entry> find(EntryPath path, boolean canonicalToo) {
    Entry at = root();
    for (EntryName name : path.names()) {
      NavigableMap<EntryName, Entry> candidates = members.getOrDefault(at.id(), new TreeMap<>());
      Entry next = candidates.get(name);
      if (next == null && canonicalToo) {
        next =
            candidates.values().stream()
                .filter(entry -> entry.name().canonical().equals(name.canonical()))
                .findFirst()
                .orElse(null);
      }
      if (next == null) {
        return Optional.empty();
      }
      at = next;
    }
    return Optional.of(at);
  }

  /** Where an entry lies, by the stored spellings. */
  EntryPath pathOf(Entry entry) {
    return entry.id().equals(EntryId.ROOT)
        ? EntryPath.ROOT
        : pathOf(entries.getOrDefault(entry.parent(), root())).child(entry.name());
  }

  Indexed indexed(Entry entry) {
    return new Indexed(entry, keys.getOrDefault(entry.id(), FileKey.NONE));
  }

  Optional<Delta> changesSince(Revision from, int most) {
    if (from.isAfter(head.revision()) || removals.since().isAfter(from)) {
      return Optional.empty();
    }
    List<Change> changes = new ArrayList<>();
    entries.values().stream()
        .filter(entry -> entry.revision().isAfter(from))
        .forEach(entry -> changes.add(new Change.Put(entry)));
    removals
        .removed()
        .forEach(
            (id, revision) -> {
              if (revision.isAfter(from)) {
                changes.add(new Change.Remove(id, revision));
              }
            });
    changes.sort(Comparator.comparing(Change::revision).thenComparing(Change::id));
    return changes.size() > most
        ? Optional.empty()
        : Optional.of(new Delta(from, head.revision(), changes, head.fingerprint()));
  }

  /** The list after a delta that begins where this list stands. */
  Result after(Delta delta, Map<EntryId, FileKey> newKeys) {
    Map<EntryId, Entry> next = new HashMap<>(entries);
    Map<EntryId, FileKey> nextKeys = new HashMap<>(keys);
    Map<EntryId, Revision> nextRemoved = new HashMap<>(removals.removed());
    for (Change change : delta.changes()) {
      if (change instanceof Change.Put(Entry entry)) {
        next.put(entry.id(), entry);
        nextRemoved.remove(entry.id());
      }
    }
    nextKeys.putAll(newKeys);
    try {
      remove(delta, next, nextRemoved);
      nextKeys.keySet().retainAll(next.keySet());
      Fingerprint fingerprint = fingerprint(next.values());
      if (!fingerprint.equals(delta.fingerprint())) {
        return new Refused("the fingerprint differs");
      }
      ListHead nextHead = new ListHead(head.index(), delta.to(), fingerprint, next.size());
      Removals nextRemovals = new Removals(removals.since(), nextRemoved, leftAfter(delta));
      return new Moved(of(nextHead, next, nextKeys, nextRemovals));
    } catch (IllegalArgumentException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Removes what a delta removes, and what lies in it after the puts. What lay in a removed folder
   * and came there after its creation gets a tombstone of its own: a reader further back has it
   * elsewhere still.
   */
  private static void remove(
      Delta delta, Map<EntryId, Entry> next, Map<EntryId, Revision> nextRemoved) {
    Map<EntryId, List<Entry>> lying = new HashMap<>();
    next.values().forEach(e -> lying.computeIfAbsent(e.parent(), _ -> new ArrayList<>()).add(e));
    for (Change change : delta.changes()) {
      if (change instanceof Change.Remove(EntryId id, Revision revision)) {
        nextRemoved.put(id, revision);
        next.remove(id);
        List<EntryId> going = new ArrayList<>(List.of(id));
        Set<EntryId> gone = new HashSet<>(going);
        for (int i = 0; i < going.size(); i++) {
          for (Entry below : lying.getOrDefault(going.get(i), List.of())) {
            if (gone.add(below.id()) && next.remove(below.id()) != null) {
              if (!EntryId.createdBy(below.revision()).equals(below.id())) {
                nextRemoved.put(below.id(), revision);
              }
              going.add(below.id());
            }
          }
        }
      }
    }
  }

  /** Paths are those before the delta: between its changes there are none. */
  private List<Left> leftAfter(Delta delta) {
    List<Left> left = new ArrayList<>(removals.left());
    for (Change change : delta.changes()) {
      Entry old = entries.get(change.id());
      boolean stays =
          change instanceof Change.Put(Entry now)
              && old != null
              && now.parent().equals(old.parent())
              && now.name().equals(old.name());
      if (old != null && !stays) {
        left.add(new Left(change.revision(), old.id(), pathOf(old), old instanceof FolderEntry));
      }
    }
    return left;
  }

  /** What each change did, told once for what it names. */
  List<EntryChange> told(Delta delta, InMemoryList before) {
    List<EntryChange> told = new ArrayList<>();
    for (Change change : delta.changes()) {
      Optional<Entry> was = Optional.ofNullable(before.entries.get(change.id()));
      Optional<Entry> is = Optional.ofNullable(entries.get(change.id()));
      if (was.isPresent() && is.isPresent()) {
        told.add(new EntryChange.Changed(was.get(), is.get()));
      } else if (is.isPresent()) {
        told.add(new EntryChange.Added(is.get()));
      } else if (was.isPresent()) {
        told.add(new EntryChange.Removed(was.get()));
      }
    }
    return told;
  }

  static Fingerprint fingerprint(Collection<Entry> entries) {
    Fingerprint sum = Fingerprint.EMPTY;
    for (Entry entry : entries) {
      sum = sum.plus(entry);
    }
    return sum;
  }

  /** What came of a delta. */
  sealed interface Result {}

  record Moved(InMemoryList list) implements Result {}

  record Refused(String reason) implements Result {}
}
