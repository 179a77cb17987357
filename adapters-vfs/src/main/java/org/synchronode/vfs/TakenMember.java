package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.share.ShareDisk;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Something that stood in the share, under a hidden name in the folder that it stood in. The name
 * holds the one that it had, until it is clear that it does not come back.
 */
final class TakenMember implements ShareDisk.TakenAway {
  private static final Logger LOG = LoggerFactory.getLogger(TakenMember.class);

  private final EntryPath path;
  private final OpenFolder folder;
  private final EntryName hidden;
  private final HiddenNames names;
  private final Durability durability;
  private boolean back;

  private TakenMember(
      EntryPath path,
      OpenFolder folder,
      EntryName hidden,
      HiddenNames names,
      Durability durability) {
    this.path = path;
    this.folder = folder;
    this.hidden = hidden;
    this.names = names;
    this.durability = durability;
  }

  /**
   * Takes it away.
   *
   * @param folder is closed with what is returned
   */
  static TakenMember from(
      OpenFolder folder, EntryPath path, HiddenNames names, Durability durability)
      throws IOException {
    EntryName hidden = names.taken(path.name());
    boolean taken = false;
    try {
      folder.move(path.name(), folder, hidden);
      taken = true;
    } finally {
      if (!taken) {
        names.release(hidden);
      }
    }
    return new TakenMember(path, folder, hidden, names, durability);
  }

  @Override
  public void putBack() {
    try (folder) {
      if (folder.stat(path.name()).isPresent()) {
        throw new FileAlreadyExistsException(path.name().value());
      }
      folder.move(hidden, folder, path.name());
      back = true;
      names.release(hidden);
    } catch (IOException e) {
      // It keeps its hidden name as long as this process runs, and is put back after that.
      LOG.error("\"{}\" could not be put back from \"{}\" beside it.", path, hidden, e);
    }
  }

  @Override
  public void close() {
    if (back) {
      return;
    }
    EntryName doomed = names.doomed();
    try (folder) {
      folder.move(hidden, folder, doomed);
      if (durability == Durability.POWER) {
        folder.force();
      }
      folder.remove(doomed);
    } catch (IOException e) {
      // It is out of the share; each scan tries to remove it again.
      LOG.warn("What was deleted as \"{}\" can't be removed yet. {}", path, Complaints.reason(e));
    } finally {
      names.release(hidden);
      names.release(doomed);
    }
  }
}
