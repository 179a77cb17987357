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
  private final HiddenNames names;
  private final Durability durability;
  private Optional<OpenFolder> placedIn = Optional.empty();

  /**
   * @param folder is closed with this
   */
  StagedMember(EntryPath target, OpenFolder folder, HiddenNames names, Durability durability) {
    this.target = target;
    this.folder = folder;
    this.hidden = names.staged();
    this.names = names;
    this.durability = durability;
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
      if (placedIn.isEmpty()) {
        removeQuietly();
      } else if (durability == Durability.POWER) {
        placedIn.get().force();
      }
    } catch (IOException e) {
      throw DiskTrouble.at(target, e);
    } finally {
      names.release(hidden);
      placedIn.ifPresent(OpenFolder::close);
    }
  }

  private void removeQuietly() {
    try {
      folder.remove(hidden);
    } catch (IOException _) {
      // A leftover then, which the next scan removes.
    }
  }
}
