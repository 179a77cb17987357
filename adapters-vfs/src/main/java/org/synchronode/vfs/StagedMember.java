package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.ShareDisk;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/** Something complete under a hidden name, in the folder that it is to stand in. */
final class StagedMember implements ShareDisk.Staged {
  private final EntryPath target;
  private final OpenFolder folder;
  private final EntryName hidden;
  private final Durability durability;
  private final Ending ending;
  private Optional<OpenFolder> placedIn = Optional.empty();

  /** What becomes of the hidden name. */
  @FunctionalInterface
  interface Ending {
    /** Runs when it is closed, with its folder still open. Must not throw. */
    void end(boolean placed);
  }

  /**
   * Something that is staged already.
   *
   * @param folder is closed with this
   */
  StagedMember(
      EntryPath target, OpenFolder folder, EntryName hidden, Durability durability, Ending ending) {
    this.target = target;
    this.folder = folder;
    this.hidden = hidden;
    this.durability = durability;
    this.ending = ending;
  }

  /** Something that is to be made, and removed where it gets no place. */
  static StagedMember begin(
      EntryPath target, OpenFolder folder, HiddenNames names, Durability durability) {
    EntryName hidden = names.staged();
    return new StagedMember(
        target,
        folder,
        hidden,
        durability,
        placed -> {
          if (!placed) {
            removeQuietly(folder, hidden);
          }
          names.release(hidden);
        });
  }

  EntryPath target() {
    return target;
  }

  OpenFolder folder() {
    return folder;
  }

  EntryName hidden() {
    return hidden;
  }

  /** Puts it in its place. */
  Found place(OpenFolder into, EntryName name) throws IOException {
    OpenFolder again = into.again();
    boolean moved = false;
    try {
      // What it is must be told from before: afterwards it may be another program's work already.
      Optional<Found> found = folder.stat(hidden).flatMap(stat -> stat.as(name));
      if (found.isEmpty()) {
        throw new NoSuchFileException(hidden.value());
      }
      folder.move(hidden, into, name);
      placedIn = Optional.of(again);
      moved = true;
      return found.get();
    } finally {
      if (!moved) {
        again.close();
      }
    }
  }

  @Override
  public void close() {
    try (folder) {
      ending.end(placedIn.isPresent());
      if (placedIn.isPresent() && durability == Durability.POWER) {
        placedIn.get().force();
      }
    } catch (IOException e) {
      throw DiskTrouble.at(target, e);
    } finally {
      placedIn.ifPresent(OpenFolder::close);
    }
  }

  private static void removeQuietly(OpenFolder folder, EntryName hidden) {
    try {
      folder.remove(hidden);
    } catch (IOException _) {
      // A leftover then, which the next scan removes.
    }
  }
}
