package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synchronode.application.share.Found;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/** Where in a {@link SharedFolder} something is to be put, and whether it can be. */
final class Targets {
  /** With less room than this, a disk that fails to write is taken to be full. */
  private static final long NO_ROOM = 64 * 1024;

  private final SharedFolder shared;
  private final Exclusions exclusions;
  private volatile @Nullable FileStore storeOfRoot;

  Targets(SharedFolder shared, Exclusions exclusions) {
    this.shared = shared;
    this.exclusions = exclusions;
  }

  /** Opens the folder that something is to be put in. */
  OpenFolder folderOf(EntryPath target) {
    if (target.names().stream().anyMatch(exclusions::excludes)) {
      throw DiskTrouble.reserved(target);
    }
    try {
      return shared.open(target.parent());
    } catch (IOException e) {
      throw DiskTrouble.at(target, e);
    }
  }

  /** A name can be had if nothing has it that is not shared, such as a symbolic link. */
  void requireShareable(OpenFolder folder, EntryPath target) throws IOException {
    EntryName name = target.name();
    try {
      if (!shared.excludes(target)
          && (folder.stat(name).isEmpty() || shared.look(folder, target).isPresent())) {
        return;
      }
    } catch (InvalidPathException e) {
      throw new ProblemException(
          new Problem.BadRequest("The owner's disk takes no such name: " + target), e);
    }
    throw DiskTrouble.reserved(target);
  }

  void requireExpected(OpenFolder folder, EntryPath target, Optional<Found> expected)
      throws IOException {
    requireShareable(folder, target);
    if (!shared.look(folder, target).equals(expected)) {
      throw new ProblemException(DiskTrouble.cameMeanwhile(target));
    }
  }

  /** What is to replace a file can be read and written by the same people while it waits. */
  void giveRights(OpenFolder folder, EntryPath target, EntryName hidden) throws IOException {
    if (shared.file(folder, target).isPresent()) {
      folder.setRights(hidden, folder.rights(target.name()));
    }
  }

  /**
   * Before bytes are asked for.
   *
   * @param folder that of the target
   * @param bytes how many will come
   */
  void requireRoom(OpenFolder folder, EntryPath target, long bytes) throws IOException {
    if (bytes > roomIn(folder, target.parent())) {
      throw new ProblemException(DiskTrouble.full());
    }
  }

  /** To find the file system of a path takes the system's list of mounts, which is long to read. */
  private long roomIn(OpenFolder folder, EntryPath path) throws IOException {
    long ofRoot =
        Stat.of(Files.readAttributes(shared.root(), BasicFileAttributes.class)).key().device();
    return folder.stat().key().device() == ofRoot ? storeOfRoot().getUsableSpace() : roomAt(path);
  }

  /** Tells the room at the root's path, whatever is mounted there. */
  private FileStore storeOfRoot() throws IOException {
    FileStore store = storeOfRoot;
    if (store == null) {
      store = Files.getFileStore(shared.root());
      storeOfRoot = store;
    }
    return store;
  }

  private long roomAt(EntryPath folder) throws IOException {
    FileStore store;
    try {
      store = Files.getFileStore(shared.pathOf(folder));
    } catch (FileSystemException _) {
      // So deep that the system takes no such path.
      store = Files.getFileStore(shared.root());
    }
    return store.getUsableSpace();
  }

  /** What it means that something could not be written. */
  ProblemException trouble(EntryPath target, IOException e) {
    try {
      // The system's words are in the language of whoever started this program.
      if (roomAt(target.parent()) < NO_ROOM) {
        return new ProblemException(DiskTrouble.full(), e);
      }
    } catch (IOException further) {
      e.addSuppressed(further);
    }
    return DiskTrouble.at(target, e);
  }
}
