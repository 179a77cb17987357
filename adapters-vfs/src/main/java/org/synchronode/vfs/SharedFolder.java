package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.Found;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * The root of a share on this machine's disks. Goes down from it name by name, each relative to the
 * open folder above it. Symbolic links below the root are neither followed nor listed, wherever
 * they lead; FIFOs, sockets and devices are neither opened nor listed; {@link Exclusions} are as if
 * they were not there. Safe for use by several threads.
 */
final class SharedFolder {
  private final Path root;
  private final Exclusions exclusions;
  private final Complaints complaints;

  /**
   * @param root the real path of the folder
   */
  SharedFolder(Path root, Exclusions exclusions, Complaints complaints) {
    this.root = root;
    this.exclusions = exclusions;
    this.complaints = complaints;
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
   * @param root stays open
   * @throws IOException {@link NoSuchFileException} or {@link java.nio.file.NotDirectoryException}
   *     when there is no such shared folder
   */
  OpenFolder open(OpenFolder root, EntryPath path) throws IOException {
    OpenFolder at = root.again();
    for (EntryName name : path.names()) {
      try (OpenFolder above = at) {
        at = openIn(above, name);
      }
    }
    return at;
  }

  /** Opens a shared folder in another one. */
  OpenFolder openIn(OpenFolder above, EntryName name) throws IOException {
    if (exclusions.excludes(name)) {
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

  /** The regular file of a name, if it is one and shared. */
  Optional<Stat> file(OpenFolder folder, EntryName name) throws IOException {
    if (exclusions.excludes(name)) {
      return Optional.empty();
    }
    try {
      return folder
          .stat(name)
          .filter(stat -> stat.kind() == Stat.Kind.FILE && !exclusions.excludes(stat.key()));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /**
   * All that a folder shares.
   *
   * @throws IOException when it can't be read to its end
   */
  FolderListing list(EntryPath path, OpenFolder folder) throws IOException {
    // The time is taken first: what changes while the folder is read shows as a later time then.
    Stat self = folder.stat();
    List<Found> members = new ArrayList<>();
    folder.forEach(
        onDisk -> nameOf(onDisk).filter(name -> !exclusions.excludes(name)),
        (name, stat) ->
            stat.as(name)
                .filter(found -> !exclusions.excludes(found.key()))
                .ifPresent(members::add));
    return new FolderListing(path, self.modified(), members);
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
