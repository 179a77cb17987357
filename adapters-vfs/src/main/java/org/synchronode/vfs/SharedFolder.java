package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Found;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * The root of a share on this machine's disks. Goes down from it name by name, each relative to the
 * open folder above it. Symbolic links below the root are neither followed nor listed, wherever
 * they lead; FIFOs, sockets and devices are neither opened nor listed; {@link Exclusions} and what
 * the {@link FolderRules} do not share are as if they were not there. Safe for use by several
 * threads.
 */
final class SharedFolder {
  private final Path root;
  private final FolderRules folders;
  private final Exclusions exclusions;
  private final Complaints complaints;
  private final HiddenNames names;
  private final HeldUploads held;

  /**
   * @param root the real path of the folder
   */
  SharedFolder(
      Path root,
      FolderRules folders,
      Exclusions exclusions,
      Complaints complaints,
      HiddenNames names,
      HeldUploads held) {
    this.root = root;
    this.folders = folders;
    this.exclusions = exclusions;
    this.complaints = complaints;
    this.names = names;
    this.held = held;
  }

  Path root() {
    return root;
  }

  OpenFolder openRoot() throws IOException {
    return OpenFolder.at(root);
  }

  /**
   * Opens a folder of the share.
   *
   * @throws IOException {@link NoSuchFileException} or {@link java.nio.file.NotDirectoryException}
   *     when there is no such shared folder
   */
  OpenFolder open(EntryPath path) throws IOException {
    return below(openRoot(), path, 0);
  }

  /**
   * Opens a folder of the share.
   *
   * @param root stays open
   * @throws IOException as {@link #open(EntryPath)}
   */
  OpenFolder open(OpenFolder root, EntryPath path) throws IOException {
    return path.isRoot()
        ? root.again()
        : below(openIn(root, new EntryPath(path.names().subList(0, 1))), path, 1);
  }

  /**
   * Goes down a path.
   *
   * @param top the folder at so many of the path's first names; it is closed, or returned
   */
  private OpenFolder below(OpenFolder top, EntryPath path, int names) throws IOException {
    OpenFolder at = top;
    for (int depth = names + 1; depth <= path.names().size(); depth++) {
      try (OpenFolder above = at) {
        at = openIn(above, new EntryPath(path.names().subList(0, depth)));
      }
    }
    return at;
  }

  /** Whether nothing that has this place can be shared. What lies below it is not looked at. */
  boolean excludes(EntryPath path) {
    return exclusions.excludes(path.name()) || !folders.sharesFolder(path);
  }

  /**
   * Opens a shared folder in another one.
   *
   * @param above the folder that {@code path} lies in
   */
  OpenFolder openIn(OpenFolder above, EntryPath path) throws IOException {
    EntryName name = path.name();
    if (excludes(path)) {
      throw new NoSuchFileException(name.value());
    }
    try {
      OpenFolder folder = above.folder(name);
      boolean shared = false;
      try {
        shared = !exclusions.excludes(folder.stat().key());
      } finally {
        if (!shared) {
          folder.close();
        }
      }
      if (!shared) {
        throw new NoSuchFileException(name.value());
      }
      return folder;
    } catch (InvalidPathException e) {
      throw notOnThisDisk(name, e);
    }
  }

  /** The regular file at a place in an open folder, if it is one and shared. */
  Optional<Stat> file(OpenFolder folder, EntryPath path) throws IOException {
    if (exclusions.excludes(path.name()) || !folders.sharesFile(path)) {
      return Optional.empty();
    }
    try {
      return folder
          .stat(path.name())
          .filter(stat -> stat.kind() == Stat.Kind.FILE && !exclusions.excludes(stat.key()));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /** The shared file or folder at a place in an open folder. */
  Optional<Found> look(OpenFolder folder, EntryPath path) throws IOException {
    if (excludes(path)) {
      return Optional.empty();
    }
    try {
      return folder
          .stat(path.name())
          .flatMap(stat -> stat.as(path.name()))
          .filter(found -> isShared(path, found));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private boolean isShared(EntryPath path, Found found) {
    return folders.shares(path, found) && !exclusions.excludes(found.key());
  }

  /** Where something is, for what can be done only by path. */
  Path pathOf(EntryPath path) {
    Path at = root;
    for (EntryName name : path.names()) {
      at = at.resolve(name.value());
    }
    return at;
  }

  /**
   * All that a folder shares. What an earlier run of this node has left in it is removed, put back
   * where it belongs, or known as a held upload.
   *
   * @throws IOException when it can't be read to its end
   */
  FolderListing list(EntryPath path, OpenFolder folder) throws IOException {
    // The time is taken first: what changes while the folder is read shows as a later time then.
    Stat self = folder.stat();
    List<Found> members = new ArrayList<>();
    List<EntryName> own = new ArrayList<>();
    folder.forEach(
        onDisk -> nameOf(onDisk).filter(name -> !excludes(path.child(name), own)),
        (name, stat) ->
            stat.as(name)
                .filter(found -> isShared(path.child(name), found))
                .ifPresent(members::add));
    for (EntryName name : own) {
      if (names.isHeld(name)) {
        lookAtHeld(path, folder, name);
      } else {
        clear(path, folder, name).ifPresent(members::add);
      }
    }
    return new FolderListing(path, self.modified(), members);
  }

  private boolean excludes(EntryPath path, List<EntryName> own) {
    if (names.isLeftover(path.name()) || names.isHeld(path.name())) {
      own.add(path.name());
    }
    return excludes(path);
  }

  private void lookAtHeld(EntryPath path, OpenFolder folder, EntryName name) throws IOException {
    Optional<Stat> stat = folder.stat(name);
    if (stat.isPresent()) {
      held.found(path.child(name), stat.get().modified(), () -> clear(path, folder, name));
    }
  }

  /** Clears the node's own folder in the root, where nothing is listed. */
  void clearStateFolder(OpenFolder root) {
    try (OpenFolder state = root.folder(Exclusions.STATE_FOLDER)) {
      List<EntryName> leftovers = new ArrayList<>();
      state.forEach(
          onDisk -> nameOf(onDisk).filter(names::isLeftover), (name, _) -> leftovers.add(name));
      for (EntryName leftover : leftovers) {
        state.remove(leftover);
      }
    } catch (IOException _) {
      // There is none, or the next scan tries again.
    }
  }

  /** Returns what stands in the share again. */
  private Optional<Found> clear(EntryPath path, OpenFolder folder, EntryName leftover) {
    try {
      Optional<EntryName> original = HiddenNames.originalOf(leftover);
      if (original.isPresent() && folder.stat(original.get()).isEmpty()) {
        folder.move(leftover, folder, original.get());
        return look(folder, path.child(original.get()));
      }
      folder.remove(leftover);
    } catch (IOException | InvalidPathException e) {
      complaints.once(
          "\""
              + path.child(leftover)
              + "\" is of no use any more, and can't be removed. "
              + Complaints.reason(e));
    }
    return Optional.empty();
  }

  private Optional<EntryName> nameOf(Path name) {
    String text = name.toString();
    try {
      // Bytes that are no UTF-8 are shown as U+FFFD, by which the file can't be opened again.
      if (text.indexOf('\uFFFD') < 0 || Path.of(text).equals(name)) {
        return Optional.of(new EntryName(text));
      }
    } catch (IllegalArgumentException _) {
      // Told below: InvalidPathException is one too.
    }
    complaints.skippedName(text);
    return Optional.empty();
  }

  private static NoSuchFileException notOnThisDisk(EntryName name, InvalidPathException cause) {
    NoSuchFileException none = new NoSuchFileException(name.value());
    none.initCause(cause);
    return none;
  }
}
