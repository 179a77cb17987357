package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;

class ScanTest {
  @TempDir Path temp;
  private SharedDisk disk;

  @BeforeEach
  void aShare() {
    disk = new SharedDisk(temp);
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void aRescanOfAnUnchangedShareChangesNothing() throws Exception {
    disk.write("a/b/c", "x");
    Share share = disk.scanned();
    Revision before = disk.revision();

    share.rescan();

    assertThat(disk.revision()).isEqualTo(before);
  }

  @Test
  void aFolderOfAThousandEntriesMovesByOneChange() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      disk.write("many/" + i, "x");
    }
    Files.createDirectory(disk.root.resolve("into"));
    Share share = disk.scanned();
    EntryId id = disk.entry("many").id();
    Revision before = disk.revision();

    Files.move(disk.root.resolve("many"), disk.root.resolve("into/renamed"));
    share.rescan();

    assertThat(disk.entry("into/renamed").id()).isEqualTo(id);
    // The folder itself, and the time of the folder that it came to.
    assertThat(disk.changesSince(before)).hasSize(2).allMatch(Change.Put.class::isInstance);
  }

  @Test
  void aFileThatMovesKeepsItsETag() throws Exception {
    disk.write("a/x", "x");
    disk.write("b/y", "y");
    Share share = disk.scanned();
    FileState before = disk.file("a/x").state();

    Files.move(disk.root.resolve("a/x"), disk.root.resolve("b/z"));
    share.rescan();

    assertThat(disk.file("b/z").state().etag()).isEqualTo(before.etag());
  }

  @Test
  void aFolderThatCantBeReadDeletesNothingInIt() throws Exception {
    disk.write("good/x", "x");
    disk.write("bad/y", "y");
    disk.write("bad/deep/z", "z");
    Set<EntryPath> failing = ConcurrentHashMap.newKeySet();
    DiskShare share =
        disk.open(
            (shared, path, folder) -> {
              if (failing.contains(path)) {
                shared.list(path, folder);
                throw new IOException("Input/output error");
              }
              return shared.list(path, folder);
            });
    share.firstScan(ScanProgress.NONE);
    List<String> before = disk.paths();

    failing.add(EntryPath.of("bad"));
    Files.delete(disk.root.resolve("bad/y"));
    Files.delete(disk.root.resolve("bad/deep/z"));
    share.rescan();
    share.rescan();
    assertThat(disk.paths()).isEqualTo(before);
    assertThat(share.complaints().unreadableFolders()).isEqualTo(1);

    failing.clear();
    share.rescan();
    assertThat(disk.paths()).containsExactly("bad", "bad/deep", "good", "good/x");
    assertThat(share.complaints().unreadableFolders()).isZero();
  }

  @Test
  void aFolderThatVanishesBetweenParentAndSelfIsGone() throws Exception {
    disk.write("a/x", "x");
    disk.write("b/y", "y");
    DiskShare share =
        disk.open(
            (shared, path, folder) -> {
              var listing = shared.list(path, folder);
              if (path.isRoot() && Files.exists(disk.root.resolve("a"))) {
                Files.delete(disk.root.resolve("a/x"));
                Files.delete(disk.root.resolve("a"));
              }
              return listing;
            });
    share.firstScan(ScanProgress.NONE);
    assertThat(disk.paths()).contains("a", "b", "b/y");

    share.rescan();
    assertThat(disk.paths()).containsExactly("b", "b/y");
  }

  @Test
  void anUnmountedDiskDeletesNothing() throws Exception {
    disk.write("a/x", "x");
    Share share = disk.scanned();
    List<String> before = disk.paths();

    // What an unmounted disk leaves: an empty folder at the same path.
    Path away = temp.resolve("away");
    Files.move(disk.root, away);
    Files.createDirectory(disk.root);
    assertThatThrownBy(share::rescan)
        .isInstanceOf(ShareUnavailable.class)
        .hasMessageContaining(disk.root.toString())
        .hasMessageContaining("mounted");
    assertThat(disk.paths()).isEqualTo(before);

    Files.delete(disk.root);
    assertThatThrownBy(share::rescan).isInstanceOf(ShareUnavailable.class);
    assertThat(disk.paths()).isEqualTo(before);

    Files.move(away, disk.root);
    Files.delete(disk.root.resolve("a/x"));
    share.rescan();
    assertThat(disk.paths()).containsExactly("a");
  }

  @Test
  void anUnmountedDiskDeletesNothingAfterARestartEither() throws Exception {
    disk.write("a/x", "x");
    disk.scanned().close();
    Files.move(disk.root, temp.resolve("away"));
    Files.createDirectory(disk.root);

    assertThatThrownBy(disk::scanned).isInstanceOf(ShareUnavailable.class);

    assertThat(disk.paths()).containsExactly("a", "a/x");
  }

  @Test
  void anotherShareAtTheSamePathDeletesNothing() throws Exception {
    disk.write("a/x", "x");
    Share share = disk.scanned();
    Files.move(disk.root, temp.resolve("away"));
    Files.createDirectories(disk.root.resolve(".synchronode"));
    disk.write(".synchronode/share", "0".repeat(32));
    disk.write("foreign", "y");

    assertThatThrownBy(share::rescan)
        .isInstanceOf(ShareUnavailable.class)
        .hasMessageContaining("another share");

    assertThat(disk.paths()).containsExactly("a", "a/x");
  }

  @Test
  void aShareThatIsCopiedToAnotherDiskWithItsMarkerIsTheSameShare() throws Exception {
    disk.write("x", "x");
    Share share = disk.scanned();
    Path away = temp.resolve("away");
    Files.move(disk.root, away);
    Files.createDirectory(disk.root);
    Files.createDirectory(disk.root.resolve(".synchronode"));
    for (String path : new String[] {"x", ".synchronode/share"}) {
      Files.copy(away.resolve(path), disk.root.resolve(path), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.writeString(disk.root.resolve("y"), "y");

    share.rescan();

    assertThat(disk.paths()).containsExactly("x", "y");
  }

  @Test
  void aMarkerThatWasDeletedIsPutBack() throws Exception {
    disk.write("x", "x");
    Share share = disk.scanned();
    Path marker = disk.root.resolve(".synchronode/share");
    Files.delete(marker);
    Files.delete(marker.getParent());

    share.rescan();
    assertThat(marker).exists();
    Files.delete(disk.root.resolve("x"));
    share.rescan();
    assertThat(disk.paths()).isEmpty();
  }

  @Test
  void aShareThatCantBeMarkedIsKnownByItsRoot() throws Exception {
    // A file in the marker's place stands for a share that can't be written.
    disk.write(".synchronode", "in the way");
    disk.write("x", "x");
    Share share = disk.scanned();
    share.rescan();
    Files.move(disk.root, temp.resolve("away"));
    Files.createDirectory(disk.root);

    assertThatThrownBy(share::rescan).isInstanceOf(ShareUnavailable.class);

    assertThat(disk.paths()).containsExactly("x");
  }

  @Test
  void progressIsToldInFoldersFilesAndBytes() throws Exception {
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 100; j++) {
        disk.write(i + "/" + j, "12345");
      }
    }
    List<String> told = new ArrayList<>();
    DiskShare share = disk.open();
    share.firstScan((folders, files, bytes) -> told.add(folders + " " + files + " " + bytes));

    assertThat(told).hasSizeGreaterThan(1).last().isEqualTo("31 3000 15000");
  }

  @Test
  void aShareWithoutAnythingIsScanned() throws Exception {
    disk.scanned();
    assertThat(disk.paths()).isEmpty();
    try (Stream<Path> left = Files.list(disk.root)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly(".synchronode");
    }
  }
}
