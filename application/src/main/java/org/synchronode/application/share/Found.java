package org.synchronode.application.share;

import java.time.Instant;
import org.synchronode.domain.entry.EntryName;

/** A file or folder as it was found on the disk. */
public sealed interface Found {
  EntryName name();

  Instant modified();

  FileKey key();

  /**
   * A regular file.
   *
   * @param size in bytes
   */
  record FoundFile(EntryName name, Instant modified, FileKey key, long size) implements Found {}

  record FoundFolder(EntryName name, Instant modified, FileKey key) implements Found {}
}
