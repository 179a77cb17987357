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

  /** What the index has at the places of the listings. */
  private final Map<EntryPath, Indexed> folders = new HashMap<>();

  /** What the index was asked already: both ways through the listings need the same. */
  private final Map<EntryId, List<Indexed>> members = new HashMap<>();

  /** The folders that the listings gone through so far have found, by where they are now. */
  private final Map<EntryPath, Place> placed = new HashMap<>();

  Comparison(ShareIndex index, HostId own, ChangeSet changes) {
    this.index = index;
    this.own = own;
    this.changes = changes;
    this.vanished = new Vanished(index, own);
  }

  /**
   * Puts the differences into the change set.
   *
   * @return false when the listings contradict each other, as they can when they are of different
   *     moments: a folder is gone by one of them, and another one has something in it. Nothing must
   *     be made of the change set then; a single listing never contradicts itself.
   */
  boolean run(List<FolderListing> listings) {
    List<FolderListing> downwards =
        listings.stream()
            .sorted(Comparator.comparingInt(listing -> listing.folder().names().size()))
            .toList();
    lookUp(downwards);
    for (FolderListing listing : downwards) {
      folderAt(listing.folder()).ifPresent(folder -> collectVanished(folder.entry().id(), listing));
    }
    for (FolderListing listing : downwards) {
      compare(listing);
    }
    List<Gone> gone = vanished.leftOver();
    Set<EntryId> ids = new HashSet<>();
    gone.forEach(
        one -> {
          ids.add(one.top().id());
          one.within().forEach(entry -> ids.add(entry.id()));
        });
    if (changes.putsAnyOf(ids)) {
      return false;
    }
    gone.forEach(one -> changes.remove(one.top(), one.within()));
    return true;
  }

  private void lookUp(List<FolderListing> listings) {
    index
        .folders(own, listings.stream().map(FolderListing::folder).toList())
        .forEach(
            (path, known) -> {
              folders.put(path, known.self());
              members.put(known.self().entry().id(), known.members());
            });
  }

  private void collectVanished(EntryId folder, FolderListing listing) {
    Map<EntryName, Found> found = byName(listing);
    for (Indexed member : membersOf(folder)) {
      if (!isSameKind(member.entry(), found.get(member.entry().name()))) {
        vanished.add(member);
      }
    }
  }

  private void compare(FolderListing listing) {
    Optional<Place> place = placeOf(listing.folder());
    if (place.isEmpty()) {
      // Its parent was not told yet, or it is not there any more: a later scan brings it.
      return;
    }
    EntryId folder = place.get().id();
    Map<EntryName, Indexed> before = new LinkedHashMap<>();
    if (place.get().before().isPresent()) {
      retime(place.get().before().get(), listing);
      for (Indexed member : membersOf(folder)) {
        if (!vanished.hasMoved(member.entry().id())) {
          before.put(member.entry().name(), member);
        }
      }
    }
    List<Found> appeared = new ArrayList<>();
    for (Found found : listing.found()) {
      Indexed member = before.get(found.name());
      if (member != null && isSameKind(member.entry(), found)) {
        before.remove(found.name());
        vanished.stays(member.entry().id());
        compareMember(member, found);
        place(listing.folder(), found, new Place(member.entry().id(), Optional.of(member)));
      } else {
        appeared.add(found);
      }
    }
    // Only now, so that what has kept its place is not taken for what has appeared.
    before.values().forEach(vanished::add);
    appeared.forEach(found -> appear(folder, listing.folder(), found));
  }

  /**
   * What this batch has found at a place, else what the index has there, unless this batch found
   * that, or what it lies in, elsewhere or nowhere.
   */
  private Optional<Place> placeOf(EntryPath path) {
    return Optional.ofNullable(placed.get(path))
        .or(
            () ->
                folderAt(path)
                    .filter(known -> !vanished.isElsewhere(known.entry().id()))
                    .map(known -> new Place(known.entry().id(), Optional.of(known))));
  }

  private void place(EntryPath folder, Found found, Place place) {
    if (found instanceof Found.FoundFolder) {
      placed.put(folder.child(found.name()), place);
    }
  }

  private void compareMember(Indexed member, Found found) {
    switch (found) {
      case Found.FoundFile now -> {
        if (member.entry() instanceof FileEntry file && !isSameContent(file, member.key(), now)) {
          changes.rewrite(file, now);
        }
      }
      case Found.FoundFolder now -> {
        // Another folder under the same name is the same entry; by its key it is known if it moves.
        if (member.entry() instanceof FolderEntry folder
            && (!folder.modified().equals(now.modified())
                || member.key().inode() != now.key().inode())) {
          changes.touch(folder, now.modified(), now.key());
        }
      }
    }
  }

  private void appear(EntryId folder, EntryPath path, Found found) {
    Optional<Indexed> moved = vanished.take(found, folder);
    moved.ifPresent(from -> changes.move(from.entry(), folder, found));
    EntryId id =
        moved.map(from -> from.entry().id()).orElseGet(() -> changes.create(folder, found));
    place(path, found, new Place(id, moved));
  }

  /** The folder's own listing is newer than what the listing of its parent tells of it. */
  private void retime(Indexed known, FolderListing listing) {
    if (changes.current(known.entry()) instanceof FolderEntry folder
        && !folder.id().equals(EntryId.ROOT)
        && !folder.modified().equals(listing.modified())) {
      changes.touch(folder, listing.modified(), changes.currentKey(known));
    }
  }

  private Optional<Indexed> folderAt(EntryPath path) {
    return Optional.ofNullable(folders.get(path));
  }

  private List<Indexed> membersOf(EntryId folder) {
    return members.computeIfAbsent(folder, _ -> index.members(own, folder));
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

  static boolean isSameKind(Entry entry, @Nullable Found found) {
    return found != null && (entry instanceof FileEntry) == (found instanceof Found.FoundFile);
  }

  private static Map<EntryName, Found> byName(FolderListing listing) {
    Map<EntryName, Found> names = HashMap.newHashMap(listing.found().size());
    listing.found().forEach(found -> names.put(found.name(), found));
    return names;
  }

  /**
   * A folder of the listings.
   *
   * @param before as the index has it; nothing when it is new
   */
  private record Place(EntryId id, Optional<Indexed> before) {}

  /** What is gone for good: an entry, and all within it that has not moved elsewhere. */
  record Gone(Entry top, List<Entry> within) {
    Gone {
      within = new ArrayList<>(within);
    }
  }
}
