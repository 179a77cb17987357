package org.synchronode.domain.entry;

import java.time.Instant;

/** One file or folder of a share, as the catalogue knows it. */
public sealed interface Entry permits FileEntry, FolderEntry {
  EntryId id();

  /**
   * The folder that it lies in; {@link EntryId#ROOT} for what lies in the root, and for the root
   * itself.
   */
  EntryId parent();

  EntryName name();

  /** When its content last changed, by the owner's file system, in its resolution. */
  Instant modified();

  /**
   * The owner's change that last touched it in any way: content, name, place, time or annotations.
   */
  Revision revision();

  /** What clients have attached to it. */
  Annotations annotations();

  /** The same entry with other annotations, changed at this revision. */
  Entry annotated(Annotations other, Revision at);
}
