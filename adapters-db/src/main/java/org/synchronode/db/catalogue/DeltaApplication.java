package org.synchronode.db.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.synchronode.application.catalogue.EntryChange;
import org.synchronode.application.share.FileKey;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

/**
 * One delta being applied, within a transaction that is undone when it throws. A delta tells
 * states, not steps, so everything that it names first leaves its place; then what it puts takes
 * its new one, whatever the order (two entries may have swapped their names); then what still lies
 * in a removed folder goes with it. Only the end is judged: {@link TreeCheck}, and the fingerprint.
 */
final class DeltaApplication {
  private final ShownList list;
  private final Delta delta;
  private final Function<EntryId, FileKey> keys;
  private final EntryRows rows;
  private final RememberedChanges remembered;
  private final Departures departures;
  private final TreeCheck check;

  private final Map<EntryId, Entry> before = new HashMap<>();
  private final Map<EntryId, Entry> puts = new LinkedHashMap<>();
  private final Map<EntryId, Revision> removals = new LinkedHashMap<>();
  private Fingerprint fingerprint;
  private long entries;
  private boolean annotated;

  DeltaApplication(DSLContext sql, ShownList list, Delta delta, Function<EntryId, FileKey> keys) {
    this.list = list;
    this.delta = delta;
    this.keys = keys;
    this.rows = new EntryRows(sql, list.key());
    this.remembered = new RememberedChanges(sql, list.key());
    this.departures = new Departures(sql, list.key());
    this.check = new TreeCheck(rows);
    this.fingerprint = list.head().fingerprint();
    this.entries = list.head().entries();
  }

  /**
   * What changed; the list's own row is the caller's.
   *
   * @param annotated whether anything is or was attached to what changed
   */
  record Result(ListHead head, List<EntryChange> changes, boolean annotated) {}

  Result run() {
    for (Change change : delta.changes()) {
      switch (change) {
        case Change.Put(Entry entry) -> puts.put(entry.id(), entry);
        case Change.Remove(EntryId id, Revision revision) -> removals.put(id, revision);
      }
    }
    // An id is the revision that created it: what is newer than the list is not in it.
    rows.byId(
        delta.changes().stream()
            .map(Change::id)
            .filter(id -> id.value() <= delta.from().value())
            .toList(),
        old -> before.put(old.entry().id(), old.entry()));
    departures.remember(left());
    before.values().forEach(this::subtract);
    place();
    takeWhatLiesBelow();
    check.check(puts, before);
    if (!fingerprint.equals(delta.fingerprint())) {
      throw new Contradiction("the list does not add up to the promised fingerprint");
    }
    ListHead head = new ListHead(list.head().index(), delta.to(), fingerprint, entries);
    return new Result(head, changes(), annotated);
  }

  /** Those that do not stay where they are, with the change that takes them away. */
  private Map<Entry, Revision> left() {
    Map<Entry, Revision> left = new LinkedHashMap<>();
    for (Entry old : before.values()) {
      Entry now = puts.get(old.id());
      if (now == null) {
        left.put(old, revisionOf(removals, old.id()));
      } else if (!stays(old, now)) {
        left.put(old, now.revision());
      }
    }
    return left;
  }

  private void place() {
    Map<EntryId, EntryRows.Rewritten> written = new LinkedHashMap<>();
    List<Entry> placed = new ArrayList<>();
    // The commonest change: a file got other content where it is. Its row stays where it is too.
    for (Entry entry : puts.values()) {
      if (entry instanceof FileEntry file
          && before.get(file.id()) instanceof FileEntry old
          && stays(old, file)) {
        written.put(file.id(), new EntryRows.Rewritten(old, file));
      } else {
        placed.add(entry);
      }
    }
    rows.delete(before.values().stream().filter(old -> !written.containsKey(old.id())).toList());
    rows.update(written.values(), keys);
    try {
      rows.insert(placed, keys);
    } catch (IntegrityConstraintViolationException _) {
      throw new Contradiction("two entries of one folder have the same name");
    }
    puts.values().forEach(this::add);
    remembered.forget(
        placed.stream()
            .map(Entry::id)
            .filter(id -> !before.containsKey(id) && id.value() <= delta.from().value())
            .toList());
  }

  private static boolean stays(Entry old, Entry now) {
    return old.parent().equals(now.parent()) && old.name().equals(now.name());
  }

  /**
   * Also tells of each entry in a removed folder that is not where it was made: who has not heard
   * of its move has it elsewhere, and must drop it too.
   */
  private void takeWhatLiesBelow() {
    Map<EntryId, Revision> toRemember = new LinkedHashMap<>();
    removals.forEach(
        (id, revision) -> {
          if (before.containsKey(id)) {
            toRemember.put(id, revision);
          }
        });
    Map<EntryId, Revision> folders = new HashMap<>(removals);
    removals.keySet().stream()
        .filter(id -> before.get(id) instanceof FileEntry)
        .forEach(folders::remove);
    while (!folders.isEmpty()) {
      List<Entry> members = new ArrayList<>();
      rows.members(folders.keySet(), member -> members.add(member.entry()));
      Map<EntryId, Revision> inner = new HashMap<>();
      for (Entry member : members) {
        Revision revision = revisionOf(folders, member.parent());
        subtract(member);
        puts.remove(member.id());
        if (!EntryId.createdBy(member.revision()).equals(member.id())) {
          toRemember.put(member.id(), revision);
        }
        if (member instanceof FolderEntry) {
          inner.put(member.id(), revision);
        }
      }
      rows.delete(members);
      folders = inner;
    }
    remembered.remember(toRemember);
  }

  private static Revision revisionOf(Map<EntryId, Revision> removed, EntryId id) {
    Revision revision = removed.get(id);
    if (revision == null) {
      throw new IllegalStateException("an entry that the delta does not remove");
    }
    return revision;
  }

  private void add(Entry entry) {
    fingerprint = fingerprint.plus(entry);
    entries++;
    annotated |= !entry.annotations().isEmpty();
  }

  private void subtract(Entry entry) {
    fingerprint = fingerprint.minus(entry);
    entries--;
    annotated |= !entry.annotations().isEmpty();
  }

  private List<EntryChange> changes() {
    List<EntryChange> changes = new ArrayList<>(delta.changes().size());
    for (Change change : delta.changes()) {
      Entry old = before.get(change.id());
      Entry now = puts.get(change.id());
      if (now == null) {
        if (old != null) {
          changes.add(new EntryChange.Removed(old));
        }
      } else {
        changes.add(old == null ? new EntryChange.Added(now) : new EntryChange.Changed(old, now));
      }
    }
    return changes;
  }
}
