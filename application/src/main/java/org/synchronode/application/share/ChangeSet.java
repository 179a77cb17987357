package org.synchronode.application.share;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

/**
 * Collects the changes of one delta of this node's own list: numbers them and keeps the
 * fingerprint.
 */
final class ChangeSet {
  private final ListHead head;
  private final RevisionSequence revisions;
  private final SequencedMap<EntryId, Change> changes = new LinkedHashMap<>();
  private final Map<EntryId, FileKey> keys = new HashMap<>();
  private Fingerprint fingerprint;
  private Revision last;

  ChangeSet(ListHead head, RevisionSequence revisions) {
    this.head = head;
    this.revisions = revisions;
    this.fingerprint = head.fingerprint();
    this.last = head.revision();
  }

  /** An entry that was not there. Returns its new id. */
  EntryId create(EntryId parent, Found found) {
    return create(parent, found, Annotations.NONE);
  }

  /** The same, with something attached to it. */
  EntryId create(EntryId parent, Found found, Annotations annotations) {
    Revision revision = revisions.next();
    EntryId id = EntryId.createdBy(revision);
    put(
        switch (found) {
          case Found.FoundFile file ->
              new FileEntry(
                  id,
                  parent,
                  file.name(),
                  file.modified(),
                  file.size(),
                  revision,
                  revision,
                  annotations);
          case Found.FoundFolder folder ->
              new FolderEntry(id, parent, folder.name(), folder.modified(), revision, annotations);
        },
        found.key());
    return id;
  }

  /** A file with other content than before. Returns what it is now. */
  FileEntry rewrite(FileEntry before, Found.FoundFile found) {
    Revision revision = revisions.next();
    FileEntry after =
        new FileEntry(
            before.id(),
            before.parent(),
            before.name(),
            found.modified(),
            found.size(),
            revision,
            revision,
            before.annotations());
    replace(before, after, found.key());
    return after;
  }

  /** An entry that stands elsewhere now, or has another time, its content unchanged. */
  void move(Entry before, EntryId parent, Found found) {
    Revision revision = revisions.next();
    Entry after =
        switch (before) {
          case FileEntry file ->
              new FileEntry(
                  file.id(),
                  parent,
                  found.name(),
                  found.modified(),
                  file.size(),
                  file.version(),
                  revision,
                  file.annotations());
          case FolderEntry folder ->
              new FolderEntry(
                  folder.id(),
                  parent,
                  found.name(),
                  found.modified(),
                  revision,
                  folder.annotations());
        };
    replace(before, after, found.key());
  }

  /** An entry that something else is attached to now. */
  void annotate(Indexed before, Annotations annotations) {
    replace(
        before.entry(),
        current(before.entry()).annotated(annotations, revisions.next()),
        currentKey(before));
  }

  /** A folder whose members changed, and its time with them. */
  void touch(FolderEntry before, Instant modified, FileKey key) {
    replace(
        before,
        new FolderEntry(
            before.id(),
            before.parent(),
            before.name(),
            modified,
            revisions.next(),
            before.annotations()),
        key);
  }

  /** An entry that is gone, with all that lay in it and has not moved elsewhere. */
  void remove(Entry top, List<Entry> within) {
    Revision revision = revisions.next();
    changes.put(top.id(), new Change.Remove(top.id(), revision));
    last = revision;
    fingerprint = fingerprint.minus(top);
    within.forEach(entry -> fingerprint = fingerprint.minus(entry));
  }

  /** What the set has made of an entry so far, else the entry as it was. */
  Entry current(Entry before) {
    return changes.get(before.id()) instanceof Change.Put(Entry entry) ? entry : before;
  }

  /** The key that the set has found for an entry, else the one that it had. */
  FileKey currentKey(Indexed before) {
    return keys.getOrDefault(before.entry().id(), before.key());
  }

  /** Whether one of these entries, or something in one of them, is put. */
  boolean putsAnyOf(Set<EntryId> ids) {
    return changes.values().stream()
        .anyMatch(
            change ->
                change instanceof Change.Put(Entry entry)
                    && (ids.contains(entry.id()) || ids.contains(entry.parent())));
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  Delta delta() {
    return new Delta(head.revision(), last, new ArrayList<>(changes.values()), fingerprint);
  }

  Map<EntryId, FileKey> keys() {
    return keys;
  }

  private void replace(Entry before, Entry after, FileKey key) {
    fingerprint = fingerprint.minus(current(before));
    put(after, key);
  }

  private void put(Entry entry, FileKey key) {
    // A second change of an entry takes its place behind all others, so that revisions stay in
    // order.
    changes.remove(entry.id());
    changes.put(entry.id(), new Change.Put(entry));
    keys.put(entry.id(), key);
    last = entry.revision();
    fingerprint = fingerprint.plus(entry);
  }
}
