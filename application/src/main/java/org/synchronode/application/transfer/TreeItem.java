package org.synchronode.application.transfer;

import java.time.Instant;
import java.util.List;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.property.DeadProperty;

/** A file or folder of a tree that is on its way; a folder comes before what lies in it. */
public sealed interface TreeItem {
  /** Where it lies, below the top of the tree, which itself has no names. */
  List<EntryName> path();

  Instant modified();

  /** What clients have attached to it. */
  List<DeadProperty> properties();

  /** A folder. */
  record Folder(List<EntryName> path, Instant modified, List<DeadProperty> properties)
      implements TreeItem {
    public Folder {
      path = List.copyOf(path);
      properties = List.copyOf(properties);
    }
  }

  /**
   * A file, whose bytes follow.
   *
   * @param size in bytes
   */
  record File(List<EntryName> path, Instant modified, List<DeadProperty> properties, long size)
      implements TreeItem {
    public File {
      path = List.copyOf(path);
      properties = List.copyOf(properties);
    }
  }
}
