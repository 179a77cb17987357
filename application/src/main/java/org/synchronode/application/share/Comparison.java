package org.synchronode.application.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;

/**
 * Compares one batch of complete folder listings with the index. What vanished at one place and
 * appeared at another as the same file of the file system, with the same size and time, has moved
 * and keeps its id; everything else that vanished is removed, everything else that appeared is new.
 * Used once.
 *
 * <p>First all that vanished is collected from the places that the index knows; then the listings
 * are gone through from the root downwards, so that a folder that is new or has moved is known
 * before its members are looked at.
 */
final class Comparison {
  private final ShareIndex index;
  private final HostId own;
  private final ChangeSet changes;
  private final Vanished vanished;

  /** Folders that this batch found new or moved, by where they are now. */
  private final Map<EntryPath, EntryId> placed = new HashMap<>();

  private final Set<EntryId> created = new HashSet<>();

  Comparison(ShareIndex index, HostId own, ChangeSet changes) {
    this.index = index;
    this.own = own;
    this.changes = changes;
    this.vanished = new Vanished(index, own);
  }

  void run(List<FolderListing> listings) {
    List<FolderListing> downwards =
        listings.stream()
            .sorted(Comparator.comparingInt(listing -> listing.folder().names().size()))
            .toList();
    for (FolderListing listing : downwards) {
      folderAt(listing.folder()).ifPresent(folder -> collectVanished(folder.entry().id(), listing));
    }
    for (FolderListing listing : downwards) {
      compare(listing);
    }
    vanished.leftOver().forEach(gone -> changes.remove(gone.top(), gone.within()));
  }

  private void collectVanished(EntryId folder, FolderListing listing) {
    Map<EntryName, Found> found = byName(listing);
    for (Indexed member : index.members(own, folder)) {
      if (!isSameKind(member.entry(), found.get(member.entry().name()))) {
        vanished.add(member);
      }
    }
  }

  private void compare(FolderListing listing) {
    EntryId folder = placed.get(listing.folder());
    if (folder == null) {
      Optional<Indexed> known = folderAt(listing.folder());
      if (known.isEmpty() || vanished.hasTaken(known.get().entry().id())) {
        // Its parent was not told yet, or it is not a folder any more: a later scan brings it.
        return;
      }
      folder = known.get().entry().id();
      retime(known.get(), listing);
    }
    Map<EntryName, Indexed> before = new LinkedHashMap<>();
    if (!created.contains(folder)) {
      for (Indexed member : index.members(own, folder)) {
        if (!vanished.hasMoved(member.entry().id())) {
          before.put(member.entry().name(), member);
        }
      }
    }
    for (Found found : listing.found()) {
      Indexed member = before.remove(found.name());
      if (member != null && isSameKind(member.entry(), found)) {
        compareMember(member, found);
      } else {
        if (member != null) {
          vanished.add(member);
        }
        appear(folder, listing.folder(), found);
      }
    }
    before.values().forEach(vanished::add);
  }

  private void compareMember(Indexed member, Found found) {
    if (member.entry() instanceof FileEntry file
        && found instanceof Found.FoundFile now
        && !isSameContent(file, member.key(), now)) {
      changes.rewrite(file, now);
    }
  }

  private void appear(EntryId folder, EntryPath path, Found found) {
    Optional<Indexed> moved = vanished.take(found, folder);
    EntryId id;
    if (moved.isPresent()) {
      id = moved.get().entry().id();
      changes.move(moved.get().entry(), folder, found);
    } else {
      id = changes.create(folder, found);
      created.add(id);
    }
    if (found instanceof Found.FoundFolder) {
      placed.put(path.child(found.name()), id);
    }
  }

  private void retime(Indexed known, FolderListing listing) {
    if (known.entry() instanceof FolderEntry folder
        && !folder.id().equals(EntryId.ROOT)
        && !folder.modified().equals(listing.modified())) {
      changes.touch(folder, listing.modified(), known.key());
    }
  }

  private Optional<Indexed> folderAt(EntryPath path) {
    return index.find(own, path).filter(known -> known.entry() instanceof FolderEntry);
  }

  /**
   * Whether a file in the index and one on the disk have the same content, as far as size, time and
   * inode tell.
   */
  static boolean isSameContent(FileEntry file, FileKey key, Found.FoundFile found) {
    // The device is not compared: its number may change with every mount of the same disk.
    return file.size() == found.size()
        && file.modified().equals(found.modified())
        && key.inode() == found.key().inode();
  }

  private static boolean isSameKind(Entry entry, @Nullable Found found) {
    return found != null && (entry instanceof FileEntry) == (found instanceof Found.FoundFile);
  }

  private static Map<EntryName, Found> byName(FolderListing listing) {
    Map<EntryName, Found> names = HashMap.newHashMap(listing.found().size());
    listing.found().forEach(found -> names.put(found.name(), found));
    return names;
  }

  /** What is gone for good: an entry, and all within it that has not moved elsewhere. */
  record Gone(Entry top, List<Entry> within) {
    Gone {
      within = new ArrayList<>(within);
    }
  }
}
