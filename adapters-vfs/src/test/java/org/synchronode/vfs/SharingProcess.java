package org.synchronode.vfs;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that shares a folder and scans it again all the time. Says how many folders it watches,
 * then whether it came to list a path.
 */
final class SharingProcess {
  private SharingProcess() {}

  public static void main(String[] arguments) throws ShareUnavailable {
    ShareSettings settings = ShareSettings.DEFAULT.withRescan(Duration.ofMillis(200));
    try (SharedDisk disk = new SharedDisk(Path.of(arguments[0]));
        DiskShare share =
            DiskShare.open(disk.root, disk.dataDir, List.of(), disk.index, settings)) {
      share.firstScan(ScanProgress.NONE);
      share.startWatching();
      System.out.println("watches " + share.watchedFolders());
      await().atMost(Duration.ofSeconds(30)).until(() -> disk.paths().contains(arguments[1]));
      System.out.println("lists " + arguments[1]);
    }
  }
}
