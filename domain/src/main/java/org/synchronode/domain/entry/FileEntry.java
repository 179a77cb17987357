package org.synchronode.domain.entry;

import java.time.Instant;

/**
 * A file.
 *
 * @param size in bytes
 * @param version the change that last gave it other content
 * @param annotations what clients have attached to it
 */
public record FileEntry(
    EntryId id,
    EntryId parent,
    EntryName name,
    Instant modified,
    long size,
    Revision version,
    Revision revision,
    Annotations annotations)
    implements Entry {

  /** A file that nothing is attached to. */
  public FileEntry(
      EntryId id,
      EntryId parent,
      EntryName name,
      Instant modified,
      long size,
      Revision version,
      Revision revision) {
    this(id, parent, name, modified, size, version, revision, Annotations.NONE);
  }

  public FileEntry {
    if (id.equals(EntryId.ROOT) || name.equals(EntryName.OF_ROOT)) {
      throw new IllegalArgumentException("a file is not the root");
    }
    if (size < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
    if (version.isAfter(revision)) {
      throw new IllegalArgumentException("a version is not later than the last change");
    }
  }

  @Override
  public FileEntry annotated(Annotations other, Revision at) {
    return new FileEntry(id, parent, name, modified, size, version, at, other);
  }

  public FileState state() {
    return new FileState(id, version, size, modified);
  }
}
