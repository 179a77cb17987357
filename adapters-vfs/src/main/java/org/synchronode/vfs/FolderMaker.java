package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.synchronode.domain.entry.EntryName;

/**
 * Makes folders. The JDK can make one only by its path, which a program of this machine may turn
 * into another one meanwhile, so it is made in the share's own hidden folder and moved from there.
 * Only where that is on another file system, it is made by its path, and then looked for in the
 * folder that was meant: at worst an empty folder is made elsewhere, and nothing gets into it.
 */
final class FolderMaker {
  private final SharedFolder shared;
  private final HiddenNames names;

  FolderMaker(SharedFolder shared, HiddenNames names) {
    this.shared = shared;
    this.names = names;
  }

  /**
   * Makes a folder where nothing is.
   *
   * @param path of {@code in}, for want of anything better
   */
  void make(OpenFolder in, Path path, EntryName name) throws IOException {
    EntryName hidden = names.staged();
    try {
      if (!moved(hidden, in, name)) {
        Files.createDirectory(path.resolve(name.value()));
        requireIn(in, name);
      }
    } finally {
      names.release(hidden);
    }
  }

  private boolean moved(EntryName hidden, OpenFolder in, EntryName name) throws IOException {
    Path statePath = shared.root().resolve(Exclusions.STATE_FOLDER.value());
    try {
      Files.createDirectory(statePath);
    } catch (FileAlreadyExistsException _) {
      // As nearly always.
    }
    try (OpenFolder root = shared.openRoot();
        OpenFolder state = root.folder(Exclusions.STATE_FOLDER)) {
      Files.createDirectory(statePath.resolve(hidden.value()));
      requireIn(state, hidden);
      boolean moved = false;
      try {
        state.move(hidden, in, name);
        moved = true;
      } catch (AtomicMoveNotSupportedException _) {
        // Another file system.
      } finally {
        if (!moved) {
          state.deleteFolder(hidden);
        }
      }
      return moved;
    }
  }

  private static void requireIn(OpenFolder folder, EntryName name) throws IOException {
    if (folder.stat(name).filter(stat -> stat.kind() == Stat.Kind.FOLDER).isEmpty()) {
      throw new IOException("the folder is not where it was made: " + name);
    }
  }
}
