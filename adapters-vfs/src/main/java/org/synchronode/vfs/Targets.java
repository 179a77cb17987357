package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Optional;
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
   * @param bytes how many will come
   */
  void requireRoom(EntryPath target, long bytes) throws IOException {
    if (bytes > roomAt(target.parent())) {
      throw new ProblemException(DiskTrouble.full());
    }
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
