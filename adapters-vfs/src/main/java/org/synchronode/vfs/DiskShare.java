package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.IndexShare;
import org.synchronode.application.share.OwnFiles;
import org.synchronode.domain.entry.EntryPath;

/** A folder of this machine as a share. */
final class DiskShare implements Share {
  private final Rescans rescans;
  private final ShareWatcher watcher;
  private final OwnFiles files;
  private final FolderWatches watches;
  private final Complaints complaints;

  private DiskShare(
      SharedFolder shared,
      Exclusions exclusions,
      HiddenNames names,
      HeldUploads held,
      FolderReader reader,
      ShareMarker marker,
      IndexShare index,
      ShareSettings settings,
      Complaints complaints) {
    this.complaints = complaints;
    this.watches = new FolderWatches(shared.root(), complaints);
    ReentrantLock turn = new ReentrantLock(true);
    ShareScanner scanner =
        new ShareScanner(shared, reader, marker, watches, index, turn, complaints);
    this.rescans = new Rescans(scanner::scan, settings, complaints);
    this.watcher = new ShareWatcher(scanner, watches, rescans, settings);
    Clock clock = Clock.systemUTC();
    this.files =
        new OwnFiles(
            new LocalDisk(
                shared,
                exclusions,
                new DiskFiles(shared, index, watcher.hints(), turn, clock),
                marker,
                turn,
                names,
                held,
                settings.durability()),
            index,
            settings.folders(),
            settings.clock(),
            new SecureRandom());
  }

  /** As {@link Share#open}. */
  static DiskShare open(
      Path root,
      Path dataDir,
      Collection<Path> neverShared,
      IndexShare index,
      ShareSettings settings) {
    return open(
        root,
        dataDir,
        neverShared,
        index,
        settings,
        (shared, path, folder) -> shared.list(path, folder));
  }

  /** With another way to read folders, for tests of failing disks. */
  static DiskShare open(
      Path root,
      Path dataDir,
      Collection<Path> neverShared,
      IndexShare index,
      ShareSettings settings,
      Reading reading) {
    Path real = realPath(root);
    List<Path> excluded = new ArrayList<>(neverShared);
    excluded.add(dataDir);
    Complaints complaints = new Complaints();
    Exclusions exclusions = new Exclusions(excluded);
    HiddenNames names = new HiddenNames(index.own());
    HeldUploads held = new HeldUploads(settings.clock());
    SharedFolder shared =
        new SharedFolder(real, settings.folders(), exclusions, complaints, names, held);
    return new DiskShare(
        shared,
        exclusions,
        names,
        held,
        (path, folder) -> reading.list(shared, path, folder),
        new ShareMarker(real, dataDir),
        index,
        settings,
        complaints);
  }

  private static Path realPath(Path root) {
    try {
      Path real = root.toRealPath();
      try (OpenFolder folder = OpenFolder.at(real)) {
        if (folder.stat().kind() == Stat.Kind.FOLDER) {
          return real;
        }
      }
      throw new ShareException("shareRoot " + root + " is not a folder");
    } catch (NoSuchFileException e) {
      throw new ShareException("shareRoot " + root + " does not exist", e);
    } catch (IOException e) {
      throw new ShareException("shareRoot " + root + " can't be read. " + Complaints.reason(e), e);
    }
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
    watcher.start();
  }

  @Override
  public void rescan() throws ShareUnavailable {
    rescans.now(ScanProgress.NONE);
  }

  Complaints complaints() {
    return complaints;
  }

  /** How many folders are watched. */
  int watchedFolders() {
    return watches.size();
  }

  @Override
  public void close() {
    watcher.close();
  }

  /** Reads a folder of a share. */
  @FunctionalInterface
  interface Reading {
    FolderListing list(SharedFolder shared, EntryPath path, OpenFolder folder) throws IOException;
  }
}
