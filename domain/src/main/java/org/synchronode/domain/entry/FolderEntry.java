package org.synchronode.domain.entry;

import java.time.Instant;

/** A folder. What lies in it names it as parent, so that moving it changes this one entry. */
public record FolderEntry(
    EntryId id,
    EntryId parent,
    EntryName name,
    Instant modified,
    Revision revision,
    Annotations annotations)
    implements Entry {

  /** A folder that nothing is attached to. */
  public FolderEntry(
      EntryId id, EntryId parent, EntryName name, Instant modified, Revision revision) {
    this(id, parent, name, modified, revision, Annotations.NONE);
  }

  public FolderEntry {
    if (id.equals(EntryId.ROOT) != name.equals(EntryName.OF_ROOT)) {
      throw new IllegalArgumentException("the root, and nothing else, has the empty name");
    }
    if (id.equals(EntryId.ROOT) && !annotations.isEmpty()) {
      throw new IllegalArgumentException("nothing is attached to a root");
    }
  }

  /** The root of a list that last changed at {@code revision}, at {@code modified}. */
  public static FolderEntry root(Instant modified, Revision revision) {
    return new FolderEntry(EntryId.ROOT, EntryId.ROOT, EntryName.OF_ROOT, modified, revision);
  }

  @Override
  public FolderEntry annotated(Annotations other, Revision at) {
    return new FolderEntry(id, parent, name, modified, at, other);
  }
}
