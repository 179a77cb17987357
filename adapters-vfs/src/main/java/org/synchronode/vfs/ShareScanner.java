package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.IndexShare;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Brings the list up to date with the disk: the whole share, or the places where something is said
 * to have changed. A folder that can't be read completely is passed over, and so nothing in it is
 * taken for deleted. Safe for use by several threads; what one of them reads is recorded before
 * another one reads on, so that no older state is recorded after a newer one.
 */
final class ShareScanner {
  /** What lies in folders that are deeper has no {@link EntryPath}. */
  private static final int DEEPEST = 511;

  private static final int ENTRIES_AT_ONCE = 2_000;

  /** Many: a folder that moves here is known by what is in it, if its own time has changed. */
  private static final int ENTRIES_AT_ONCE_AFTER_HINTS = 20_000;

  private final SharedFolder shared;
  private final FolderReader reader;
  private final ShareMarker marker;
  private final FolderWatches watches;
  private final IndexShare index;
  private final Complaints complaints;
  private final HintedNames hinted;

  private final ReentrantLock turn;

  private volatile boolean stopped;

  /**
   * @param turn also taken by whoever changes the share; a fair one, so that neither changes nor
   *     hints are kept waiting until the end of a long scan
   */
  ShareScanner(
      SharedFolder shared,
      FolderReader reader,
      ShareMarker marker,
      FolderWatches watches,
      IndexShare index,
      ReentrantLock turn,
      Complaints complaints) {
    this.turn = turn;
    this.shared = shared;
    this.reader = reader;
    this.marker = marker;
    this.watches = watches;
    this.index = index;
    this.complaints = complaints;
    this.hinted = new HintedNames(shared, watches, index);
  }

  /**
   * Scans the whole share; others get their turn in between.
   *
   * @throws ShareUnavailable when the share is not there, or is not the one that it was
   */
  void scan(ScanProgress progress) throws ShareUnavailable {
    turn.lock();
    try (OpenFolder root = openRoot()) {
      Batch batch = new Batch(ENTRIES_AT_ONCE, () -> marker.verify(root), index, progress);
      marker.verify(root);
      shared.clearStateFolder(root);
      try (OpenFolder top = root.again()) {
        if (!new Walk(root, batch, true).down(top, EntryPath.ROOT) && !stopped) {
          throw new ShareUnavailable("The share " + shared.root() + " can't be read.");
        }
      } catch (IOException e) {
        throw unreadable(e);
      }
      batch.record();
    } finally {
      turn.unlock();
    }
  }

  /** Looks at some places, all of them at one time, and at folders that are new there. */
  void look(Hints.Places places) throws ShareUnavailable {
    turn.lock();
    try (OpenFolder root = openRoot()) {
      marker.verify(root);
      Set<EntryPath> folders = new HashSet<>(places.folders());
      places
          .members()
          .forEach((folder, names) -> folders.addAll(hinted.toList(root, folder, names)));
      Batch batch =
          new Batch(
              ENTRIES_AT_ONCE_AFTER_HINTS, () -> marker.verify(root), index, ScanProgress.NONE);
      Walk walk = new Walk(root, batch, false);
      List<EntryPath> downwards =
          folders.stream().sorted(Comparator.comparingInt(path -> path.names().size())).toList();
      for (EntryPath path : downwards) {
        walk.at(path);
      }
      batch.record();
    } finally {
      turn.unlock();
    }
  }

  /** Makes scans end at the next folder. */
  void stop() {
    stopped = true;
  }

  private OpenFolder openRoot() throws ShareUnavailable {
    try {
      return shared.openRoot();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private ShareUnavailable unreadable(IOException e) {
    return new ShareUnavailable(
        "The share " + shared.root() + " can't be read. " + Complaints.reason(e), e);
  }

  /** One way down the tree. */
  private final class Walk {
    private final OpenFolder root;
    private final Batch batch;
    private final boolean everywhere;

    /** How often others had their turn. */
    private int pauses;

    private final Set<EntryPath> listed = new HashSet<>();

    /**
     * @param everywhere false to go down only into folders that are new at their place
     */
    Walk(OpenFolder root, Batch batch, boolean everywhere) {
      this.root = root;
      this.batch = batch;
      this.everywhere = everywhere;
    }

    void at(EntryPath path) throws ShareUnavailable {
      if (listed.contains(path)) {
        return;
      }
      try (OpenFolder folder = shared.open(root, path)) {
        down(folder, path);
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Gone meanwhile: that is to be seen in the folder that it was in.
      } catch (IOException e) {
        complaints.unreadable(path, e);
      }
    }

    /**
     * Lists a folder, then what lies in it.
     *
     * @return false when it could not be read
     */
    boolean down(OpenFolder folder, EntryPath path) throws ShareUnavailable {
      if (stopped || path.names().size() >= DEEPEST) {
        return false;
      }
      int before = pauses;
      Set<EntryName> subfolders = new HashSet<>();
      List<Found> members;
      try {
        watches.watch(path, folder.stat().key());
        members = batch.add(reader.list(path, folder));
        complaints.readable(path);
      } catch (IOException e) {
        complaints.unreadable(path, e);
        return false;
      }
      if (!everywhere) {
        listed.add(path);
      }
      if (batch.isFull()) {
        batch.record();
        turn.unlock();
        turn.lock();
        pauses++;
      }
      List<Found> below =
          members.stream().filter(member -> member instanceof Found.FoundFolder).toList();
      below.forEach(member -> subfolders.add(member.name()));
      watches.keepOnly(path, subfolders);
      for (Found subfolder : below) {
        EntryPath at = path.child(subfolder.name());
        if (before != pauses && !isStillAt(folder, path)) {
          return true;
        }
        before = pauses;
        if (everywhere || !watches.knows(at, subfolder.key())) {
          into(folder, at);
        }
      }
      return true;
    }

    /** An open folder moves with its name; what lies in it must not be listed where it was. */
    private boolean isStillAt(OpenFolder folder, EntryPath path) {
      try (OpenFolder now = shared.open(root, path)) {
        return now.stat().key().equals(folder.stat().key());
      } catch (IOException _) {
        return false;
      }
    }

    private void into(OpenFolder above, EntryPath path) throws ShareUnavailable {
      try (OpenFolder folder = shared.openIn(above, path)) {
        down(folder, path);
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Gone meanwhile: the folder above has changed then, and will be listed again.
      } catch (IOException e) {
        complaints.unreadable(path, e);
      }
    }
  }
}
