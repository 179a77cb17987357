package org.synchronode.domain.entry;

/**
 * An entry's name for ever, unique within its owner: the value of the revision that created it. It
 * survives renames, moves, snapshots and restarts.
 */
public record EntryId(long value) implements Comparable<EntryId> {

  /** The share's root folder, which every list has without naming it. */
  public static final EntryId ROOT = new EntryId(0);

  public EntryId {
    if (value < 0) {
      throw new IllegalArgumentException("an entry's id is not negative");
    }
  }

  /** The id of the entry that this revision creates. */
  public static EntryId createdBy(Revision revision) {
    return new EntryId(revision.value());
  }

  @Override
  public int compareTo(EntryId other) {
    return Long.compare(value, other.value);
  }
}
