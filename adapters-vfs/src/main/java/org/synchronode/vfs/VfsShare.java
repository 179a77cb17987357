package org.synchronode.vfs;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.vfs2.FileObject;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.IndexShare;
import org.synchronode.domain.entry.EntryPath;

/** A Commons VFS root as a share: read-only, scanned from time to time. */
final class VfsShare implements Share {
  private static final int ENTRIES_AT_ONCE = 2_000;

  /** What lies in folders that are deeper has no {@link EntryPath}. */
  private static final int DEEPEST = 511;

  private final String shown;
  private final VfsTrees trees;
  private final FolderRules folders;
  private final IndexShare index;
  private final Complaints complaints = new Complaints();
  private final Rescans rescans;
  private final VfsFiles files;
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<VfsTree> scanned = Optional.empty();
  private volatile boolean stopped;

  private VfsShare(String url, IndexShare index, ShareSettings settings) {
    this.shown = withoutSecrets(url);
    this.trees = new VfsTrees(url);
    this.folders = settings.folders();
    this.index = index;
    this.rescans = new Rescans(this::scan, settings, complaints);
    this.files = new VfsFiles(trees, folders, index, rescans, complaints, Clock.systemUTC());
  }

  /** As {@link Share#open}. */
  static Share open(String url, IndexShare index, ShareSettings settings) {
    VfsShare share = new VfsShare(url, index, settings);
    try (VfsTree tree = share.trees.forScanning()) {
      if (tree.isFolder()) {
        return share;
      }
    } catch (IOException e) {
      share.close();
      throw new ShareException(
          "shareRoot " + share.shown + " can't be read. " + withoutSecrets(reason(e)), e);
    }
    share.close();
    throw new ShareException("shareRoot " + share.shown + " is not a folder, or does not exist");
  }

  private static String withoutSecrets(String text) {
    return text.replaceAll("//[^/@]*@", "//***@");
  }

  /** The outermost message of VFS alone says little. */
  private static String reason(IOException e) {
    Throwable cause = e.getCause();
    String text = String.valueOf(e.getMessage());
    return (cause == null ? text : text + " " + cause.getMessage()).replaceAll("\\R", " ");
  }

  private void scan(ScanProgress progress) throws ShareUnavailable {
    turn.lock();
    try (VfsTree tree = trees.forScanning()) {
      if (tree.isArchive() && scanned.filter(tree::equals).isPresent()) {
        return;
      }
      if (!tree.isFolder()) {
        throw new ShareUnavailable("The share " + shown + " is not there.");
      }
      Batch batch = new Batch(ENTRIES_AT_ONCE, () -> {}, index, progress);
      if (!walk(tree, tree.root(), EntryPath.ROOT, batch)) {
        throw new ShareUnavailable("The share " + shown + " can't be read.");
      }
      batch.record();
      if (tree.isOutdated()) {
        rescans.soon();
      } else {
        scanned = Optional.of(tree);
      }
    } catch (IOException e) {
      throw new ShareUnavailable(
          "The share " + shown + " can't be read. " + withoutSecrets(reason(e)), e);
    } finally {
      turn.unlock();
    }
  }

  /** Returns false when the folder could not be read; then nothing in it is recorded. */
  private boolean walk(VfsTree tree, FileObject folder, EntryPath path, Batch batch)
      throws ShareUnavailable {
    if (stopped || path.names().size() >= DEEPEST) {
      return false;
    }
    FolderListing listing;
    try {
      listing = tree.list(path, folder, folders, complaints);
      complaints.readable(path);
    } catch (IOException e) {
      complaints.unreadable(path, e);
      return false;
    }
    batch.add(listing);
    if (batch.isFull()) {
      batch.record();
    }
    for (Found member : listing.found()) {
      if (member instanceof Found.FoundFolder) {
        EntryPath below = path.child(member.name());
        try {
          walk(tree, tree.resolve(below), below, batch);
        } catch (IOException e) {
          complaints.unreadable(below, e);
        }
      }
    }
    return true;
  }

  @Override
  public HostFiles files() {
    return files;
  }

  @Override
  public void firstScan(ScanProgress progress) throws ShareUnavailable {
    rescans.now(progress);
  }

  @Override
  public void startWatching() {
    rescans.start();
  }

  @Override
  public void rescan() throws ShareUnavailable {
    rescans.now(ScanProgress.NONE);
  }

  @Override
  public void close() {
    stopped = true;
    rescans.close();
    trees.close();
  }
}
