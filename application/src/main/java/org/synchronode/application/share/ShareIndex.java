package org.synchronode.application.share;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;

/**
 * This node's own list in the catalogue, from the writing side: the same entries that {@link
 * org.synchronode.application.catalogue.Catalogue} shows, with their {@link FileKey}s. One writer
 * at a time; reads are safe from several threads.
 */
public interface ShareIndex {

  /** Where the list stands; an empty one with a fresh index id is made where there is none. */
  ListHead open(HostId own, IndexId fresh);

  /** The folder's or file's entry, by exact names. The root has {@link FileKey#NONE}. */
  Optional<Indexed> find(HostId own, EntryPath path);

  /**
   * The folders that stand at some places, by exact names, each with what lies in it. A place where
   * none stands is left out.
   */
  Map<EntryPath, KnownFolder> folders(HostId own, Collection<EntryPath> paths);

  /**
   * What stands on the way to a place, by exact names: the root, then each folder, then what stands
   * there; as far as there is something.
   */
  List<Indexed> chain(HostId own, EntryPath path);

  /**
   * An entry of a folder whose name is equal to this one in canonical form, and not the same; where
   * there are several, any of them, but always the same one.
   */
  Optional<Indexed> memberAlike(HostId own, EntryId folder, EntryName name);

  /** All entries with locks, whether they have ended or not, in any order. */
  List<Located> locked(HostId own);

  /** What lies in a folder. */
  List<Indexed> members(HostId own, EntryId folder);

  /**
   * The members of all folders in a part of the tree, to tell what goes when a folder goes.
   *
   * @return every entry below the folder, however deep, the folder itself not among them
   */
  List<Indexed> below(HostId own, EntryId folder);

  /**
   * Applies a delta of this node's own making, and remembers the keys of the entries that it puts,
   * in one transaction. Anything but {@link ApplyOutcome.Applied} is a fault of this program.
   */
  ApplyOutcome apply(HostId own, Delta delta, Map<EntryId, FileKey> keys);
}
