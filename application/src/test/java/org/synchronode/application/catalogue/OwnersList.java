package org.synchronode.application.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

/**
 * A list as its owner keeps it, for tests: it makes entries, numbers its changes, and tells them as
 * deltas. The plainest model there is of what a catalogue must do.
 */
public final class OwnersList {
  private static final Instant FIRST_TICK = Instant.parse("2026-01-02T03:04:05.000000006Z");

  private final IndexId index;
  private final Map<EntryId, Entry> entries = new LinkedHashMap<>();
  private final Map<EntryId, Change> untold = new LinkedHashMap<>();
  private final Set<EntryId> told = new HashSet<>();
  private Revision last;
  private Revision lastTold = Revision.NONE;

  public OwnersList(IndexId index) {
    this.index = index;
    this.last = Revision.of(1, 0);
  }

  public EntryId folder(EntryId parent, String name) {
    Revision revision = next();
    EntryId id = EntryId.createdBy(revision);
    put(new FolderEntry(id, parent, new EntryName(name), tick(), revision));
    return id;
  }

  public EntryId file(EntryId parent, String name) {
    return file(parent, name, name.length(), tick(last.next()));
  }

  public EntryId file(EntryId parent, String name, long size, Instant modified) {
    Revision revision = next();
    EntryId id = EntryId.createdBy(revision);
    put(new FileEntry(id, parent, new EntryName(name), modified, size, revision, revision));
    return id;
  }

  /** Gives a file other content. */
  public void write(EntryId id, long size) {
    Revision revision = next();
    FileEntry old = (FileEntry) entry(id);
    put(
        new FileEntry(
            id, old.parent(), old.name(), tick(), size, revision, revision, old.annotations()));
  }

  public void move(EntryId id, EntryId parent, String name) {
    Revision revision = next();
    EntryName to = new EntryName(name);
    put(
        switch (entry(id)) {
          case FolderEntry old ->
              new FolderEntry(id, parent, to, old.modified(), revision, old.annotations());
          case FileEntry old ->
              new FileEntry(
                  id,
                  parent,
                  to,
                  old.modified(),
                  old.size(),
                  old.version(),
                  revision,
                  old.annotations());
        });
  }

  /** Attaches something to an entry, in the place of what was attached to it. */
  public void annotate(EntryId id, Annotations annotations) {
    put(entry(id).annotated(annotations, next()));
  }

  public void remove(EntryId id) {
    Revision revision = next();
    for (Entry below : below(id)) {
      forget(below.id(), revision, untold.containsKey(below.id()));
    }
    forget(id, revision, true);
  }

  /** An entry that went is there again, under the same id, as it can happen behind a filter. */
  public void comeBack(Entry entry) {
    entries.put(entry.id(), entry);
    move(entry.id(), entry.parent(), entry.name().value());
  }

  private void forget(EntryId id, Revision revision, boolean tell) {
    entries.remove(id);
    untold.remove(id);
    if (tell && told.contains(id)) {
      untold.put(id, new Change.Remove(id, revision));
    }
  }

  private void put(Entry entry) {
    entries.put(entry.id(), entry);
    untold.remove(entry.id());
    untold.put(entry.id(), new Change.Put(entry));
  }

  /** All changes since the last delta that was made, as one. */
  public Delta delta() {
    Delta delta = new Delta(lastTold, last, List.copyOf(untold.values()), head().fingerprint());
    tell();
    return delta;
  }

  /** What is untold until now is told otherwise, by a snapshot. */
  public void tell() {
    untold.clear();
    told.clear();
    told.addAll(entries.keySet());
    lastTold = last;
  }

  public ListHead head() {
    Fingerprint sum = Fingerprint.EMPTY;
    for (Entry entry : entries.values()) {
      sum = sum.plus(entry);
    }
    return new ListHead(index, last, sum, entries.size());
  }

  public Entry entry(EntryId id) {
    return Optional.ofNullable(entries.get(id)).orElseThrow();
  }

  public Collection<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** By name, as a listing has them. */
  public List<Entry> members(EntryId folder) {
    return entries.values().stream()
        .filter(entry -> entry.parent().equals(folder))
        .sorted(Comparator.comparing(Entry::name))
        .toList();
  }

  /** Everything in a folder, however deep, each folder before what lies in it. */
  public List<Entry> below(EntryId folder) {
    List<Entry> found = new ArrayList<>(members(folder));
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i) instanceof FolderEntry inner) {
        found.addAll(members(inner.id()));
      }
    }
    return found;
  }

  private Revision next() {
    last = last.next();
    return last;
  }

  private Instant tick() {
    return tick(last);
  }

  private static Instant tick(Revision revision) {
    return FIRST_TICK.plusNanos(revision.counter() * 1_000_000_007L);
  }
}
