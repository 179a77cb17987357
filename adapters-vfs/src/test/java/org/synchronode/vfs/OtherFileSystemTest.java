package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.vfs.WritableDisk.NO_GUARD;
import static org.synchronode.vfs.WritableDisk.assertRefused;
import static org.synchronode.vfs.WritableDisk.path;
import static org.synchronode.vfs.WritableDisk.set;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.domain.Problem;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.write.FileWrite;

/** Full disks, and disks that are mounted in a share. */
class OtherFileSystemTest {
  private static final String LARGER_THAN_THE_DISK = "x".repeat(2_000_000);

  @TempDir Path temp;

  @Test
  void aFullDiskKeepsTheOldFileAndNothingOfTheNewOne() throws Exception {
    try (Mounted _ = Mounted.at(temp.resolve("share"), "1m");
        WritableDisk disk = new WritableDisk(temp).scanned()) {
      FileState before = disk.put("x", "old").file().orElseThrow();

      assertRefused(Problem.InsufficientStorage.class, () -> disk.put("x", LARGER_THAN_THE_DISK));
      assertRefused(Problem.InsufficientStorage.class, () -> disk.put("y", LARGER_THAN_THE_DISK));
      assertThat(disk.onDisk()).containsOnlyKeys("x").containsEntry("x", "old");
      assertThat(disk.etag("x")).isEqualTo(before.etag());

      disk.put("half", "x".repeat(600_000));
      assertRefused(Problem.InsufficientStorage.class, () -> disk.copy("half", "x"));
      assertThat(disk.onDisk()).containsOnlyKeys("x", "half").containsEntry("x", "old");
      disk.put("x", "new");
      disk.assertListedAsOnDisk();
    }
  }

  @Test
  void whatIsAnnouncedLargerThanTheDiskIsNotAskedFor() throws Exception {
    try (Mounted _ = Mounted.at(temp.resolve("share"), "1m");
        WritableDisk disk = new WritableDisk(temp).scanned()) {
      assertRefused(
          Problem.InsufficientStorage.class,
          () ->
              disk.share
                  .files()
                  .write(
                      SharedDisk.OWN,
                      new FileWrite(
                          path("x"),
                          OptionalLong.of(2_000_000),
                          Optional.empty(),
                          List.of(),
                          NO_GUARD),
                      _ -> {
                        throw new AssertionError("asked for");
                      }));
    }
  }

  @Test
  void aDiskThatIsMountedInTheShareIsWrittenLikeTheRest() throws Exception {
    try (Mounted _ = Mounted.at(temp.resolve("share/usb"), "4m");
        WritableDisk disk = new WritableDisk(temp).scanned()) {
      disk.makeFolder("usb/a");
      disk.put("usb/a/x", "x");
      disk.put("usb/a/x", "y");
      disk.makeFolder("here");
      disk.put("here/z", "z");
      disk.copy("here", "usb/copy");
      disk.copy("usb/a", "here/copy");
      disk.move("usb/a", "usb/b");
      disk.delete("usb/copy/z");
      assertRefused(Problem.Conflict.class, () -> disk.delete("usb"));

      assertThat(disk.onDisk())
          .containsOnlyKeys(
              "here", "here/copy", "here/copy/x", "here/z", "usb", "usb/b", "usb/b/x", "usb/copy");
      disk.assertListedAsOnDisk();
    }
  }

  @Test
  void partsOfAFileWaitOnTheDiskThatItIsFor() throws Exception {
    try (Mounted _ = Mounted.at(temp.resolve("share/usb"), "4m");
        WritableDisk disk = new WritableDisk(temp).scanned()) {
      disk.put("usb/x", "old");
      disk.part("usb/x", 0, "half", 8);
      disk.restart();
      disk.part("usb/x", 4, "HALF", 8);
      assertThat(disk.text("usb/x")).isEqualTo("halfHALF");
      assertThat(disk.onDisk()).containsOnlyKeys("usb", "usb/x");
      disk.assertListedAsOnDisk();
      assertRefused(
          Problem.InsufficientStorage.class, () -> disk.part("usb/y", 0, "half", 8_000_000));
    }
  }

  @Test
  void whatMovesToAnotherDiskKeepsIdsTimesAndProperties() throws Exception {
    try (Mounted _ = Mounted.at(temp.resolve("share/usb"), "4m");
        WritableDisk disk = new WritableDisk(temp)) {
      disk.disk.write("a/b/x", "hello");
      disk.scanned();
      disk.patch("a/b/x", set("one", "1"));
      EntryId folder = disk.disk.entry("a").id();
      EntryId file = disk.disk.entry("a/b/x").id();
      Instant time = disk.disk.entry("a/b/x").modified();

      disk.move("a", "usb/a");

      for (int i = 0; i < 2; i++) {
        assertThat(disk.disk.entry("usb/a").id()).isEqualTo(folder);
        assertThat(disk.disk.entry("usb/a/b/x").id()).isEqualTo(file);
        assertThat(disk.disk.entry("usb/a/b/x").modified()).isEqualTo(time);
        assertThat(disk.disk.entry("usb/a/b/x").annotations().properties()).hasSize(1);
        assertThat(disk.onDisk()).containsOnlyKeys("usb", "usb/a", "usb/a/b", "usb/a/b/x");
        disk.assertListedAsOnDisk();
        disk.share.rescan();
      }
    }
  }

  @Test
  void whatCantBeCopiedIsNotLostByAMoveToAnotherDisk() throws Exception {
    try (Mounted _ = Mounted.at(temp.resolve("share/usb"), "1m");
        WritableDisk disk = new WritableDisk(temp)) {
      disk.disk.write("a/x", "x");
      Files.createSymbolicLink(disk.root.resolve("a/link"), temp);
      disk.disk.write("large/x", LARGER_THAN_THE_DISK);
      disk.scanned();

      assertRefused(Problem.Conflict.class, () -> disk.move("a", "usb/a"));
      assertRefused(Problem.InsufficientStorage.class, () -> disk.move("large", "usb/large"));

      assertThat(disk.root.resolve("usb")).isEmptyDirectory();
      assertThat(disk.root.resolve("a/link")).isSymbolicLink();
      assertThat(disk.disk.paths()).containsExactly("a", "a/x", "large", "large/x", "usb");
    }
  }
}
