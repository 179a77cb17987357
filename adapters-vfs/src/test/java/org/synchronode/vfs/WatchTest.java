package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;

/** No rescan comes in these tests: what arrives was seen by the watch. */
class WatchTest {
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
  void creationChangeAndDeletionArriveWithinASecond() throws Exception {
    watched();

    Path file = disk.write("x", "one");
    within1s(() -> assertThat(disk.file("x").size()).isEqualTo(3));
    Files.writeString(file, "longer");
    within1s(() -> assertThat(disk.file("x").size()).isEqualTo(6));
    Files.delete(file);
    within1s(() -> assertThat(disk.paths()).isEmpty());
  }

  @Test
  void whatIsMadeInNewFoldersArrives() throws Exception {
    watched();

    disk.write("a/b/c/d", "x");
    within1s(() -> assertThat(disk.paths()).containsExactly("a", "a/b", "a/b/c", "a/b/c/d"));
    disk.write("a/b/c/e", "y");
    within1s(() -> assertThat(disk.paths()).contains("a/b/c/e"));
  }

  @Test
  void aMoveAcrossFoldersKeepsTheETag() throws Exception {
    disk.write("a/x", "x");
    disk.write("b/y", "y");
    watched();
    FileState before = disk.file("a/x").state();

    Files.move(disk.root.resolve("a/x"), disk.root.resolve("b/x"));

    within1s(() -> assertThat(disk.paths()).containsExactly("a", "b", "b/x", "b/y"));
    assertThat(disk.file("b/x").state()).isEqualTo(before);
  }

  @Test
  void aRenamedFolderIsOneChangeAndIsWatchedUnderItsNewName() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      disk.write("many/" + (i % 10) + "/" + i, "x");
    }
    DiskShare share = watched();
    int watched = share.watchedFolders();
    EntryId id = disk.entry("many").id();
    Revision before = disk.revision();

    Files.move(disk.root.resolve("many"), disk.root.resolve("renamed"));
    within1s(() -> assertThat(disk.entry("renamed").id()).isEqualTo(id));
    assertThat(disk.changesSince(before)).singleElement().isInstanceOf(Change.Put.class);

    disk.write("renamed/3/new", "x");
    within1s(() -> assertThat(disk.paths()).contains("renamed/3/new"));
    Files.delete(disk.root.resolve("renamed/4/4"));
    within1s(() -> assertThat(disk.paths()).doesNotContain("renamed/4/4"));
    assertThat(share.watchedFolders()).isEqualTo(watched);
  }

  @Test
  void foldersThatSwapTheirNamesAreWatchedUnderTheirNewOnes() throws Exception {
    disk.write("a/one", "x");
    disk.write("b/two", "y");
    watched();

    Files.move(disk.root.resolve("a"), disk.root.resolve("c"));
    Files.move(disk.root.resolve("b"), disk.root.resolve("a"));
    Files.move(disk.root.resolve("c"), disk.root.resolve("b"));
    within1s(() -> assertThat(disk.paths()).containsExactly("a", "a/two", "b", "b/one"));
    disk.write("a/three", "z");
    disk.write("b/four", "z");

    within1s(
        () ->
            assertThat(disk.paths())
                .containsExactly("a", "a/three", "a/two", "b", "b/four", "b/one"));
  }

  @Test
  void aFolderThatLeavesTheShareIsWatchedNoMore() throws Exception {
    disk.write("a/b/x", "x");
    DiskShare share = watched();
    assertThat(share.watchedFolders()).isEqualTo(3);

    Files.move(disk.root.resolve("a"), temp.resolve("outside"));

    within1s(() -> assertThat(disk.paths()).isEmpty());
    assertThat(share.watchedFolders()).isEqualTo(1);
  }

  @Test
  void aReplacedFileGetsANewVersion() throws Exception {
    Path file = disk.write("x", "one");
    watched();
    FileEntry before = disk.file("x");

    Path fresh = Files.writeString(temp.resolve("fresh"), "two");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);

    within1s(() -> assertThat(disk.file("x").version().isAfter(before.version())).isTrue());
    assertThat(disk.file("x").id()).isEqualTo(before.id());
  }

  @Test
  void aFolderThatOnlyThisNodeHasChangedIsNotListedAgain() throws Exception {
    disk.with(SharedDisk.ONLY_WATCHING.withFolders(FolderRules.whole(Permission.READ_WRITE)));
    disk.write("own/old", "x");
    disk.write("others/old", "x");
    List<String> listed = Collections.synchronizedList(new ArrayList<>());
    DiskShare share =
        disk.open(
            (shared, path, folder) -> {
              listed.add(path.toString());
              return shared.list(path, folder);
            });
    share.firstScan(ScanProgress.NONE);
    share.startWatching();
    listed.clear();

    for (int i = 0; i < 100; i++) {
      WritableDisk.put(share, "own/" + i, "x");
    }
    disk.write("others/new", "x");

    within1s(() -> assertThat(disk.paths()).contains("others/new"));
    Instant changed = Files.getLastModifiedTime(disk.root.resolve("own")).toInstant();
    within1s(() -> assertThat(disk.entry("own").modified()).isEqualTo(changed));
    assertThat(listed).containsOnly("others");
  }

  @Test
  void aBurstOfTwentyThousandFilesArrivesComplete() throws Exception {
    watched();
    for (int i = 0; i < 20_000; i++) {
      Path folder = disk.root.resolve("f" + i % 7);
      if (i < 7) {
        Files.createDirectory(folder);
      }
      Files.createFile(folder.resolve("" + i));
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(disk.index.head().entries()).isEqualTo(20_007));
  }

  @Test
  void whateverHappensTheListComesToEqualTheDisk() throws Exception {
    watched();
    Random random = new Random(20_260_101);
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 300; i++) {
        try {
          change(random);
        } catch (FileSystemException _) {
          // Not possible as the disk is now: the next change.
        }
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(sizesListed()).isEqualTo(sizesOnDisk()));
    }
  }

  private void change(Random random) throws Exception {
    Path one = somewhere(random);
    Path other = somewhere(random);
    switch (random.nextInt(5)) {
      case 0 -> Files.createDirectory(one);
      case 1, 2 -> Files.writeString(one, "x".repeat(random.nextInt(100)));
      case 3 -> Files.move(one, other);
      default -> Files.delete(one);
    }
  }

  private Path somewhere(Random random) {
    Path path = disk.root;
    for (int depth = random.nextInt(3); depth >= 0; depth--) {
      path = path.resolve("" + (char) ('a' + random.nextInt(4)));
    }
    return path;
  }

  private Map<String, Long> sizesListed() {
    Map<String, Long> sizes = new TreeMap<>();
    disk.listed()
        .forEach(
            (path, entry) -> sizes.put(path, entry instanceof FileEntry file ? file.size() : -1L));
    return sizes;
  }

  private Map<String, Long> sizesOnDisk() throws Exception {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(disk.root)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        String name = disk.root.relativize(path).toString();
        if (!name.isEmpty() && !name.startsWith(".synchronode")) {
          sizes.put(name, Files.isDirectory(path) ? -1L : Files.size(path));
        }
      }
    }
    return sizes;
  }

  @Test
  void aReadOfWhatIsGoneHasItsFolderLookedAt() throws Exception {
    DiskShare share = disk.open();
    disk.write("a/x", "x");
    share.firstScan(ScanProgress.NONE);
    Files.delete(disk.root.resolve("a/x"));
    assertThatThrownBy(() -> SharedDisk.open(share, "a/x").close())
        .isInstanceOf(ProblemException.class);

    share.startWatching();

    within1s(() -> assertThat(disk.paths()).containsExactly("a"));
  }

  @Test
  void aShareThatComesBackIsScannedAgain() throws Exception {
    disk.write("x", "x");
    DiskShare share =
        (DiskShare)
            Share.open(
                disk.root.toString(),
                disk.dataDir,
                List.of(),
                disk.index,
                SharedDisk.ONLY_WATCHING.withRetry(Duration.ofMillis(100)));
    try (share) {
      share.firstScan(ScanProgress.NONE);
      Files.move(disk.root, temp.resolve("away"));
      Files.createDirectory(disk.root);
      assertThatThrownBy(share::rescan).isInstanceOf(ShareUnavailable.class);
      share.startWatching();
      Files.delete(disk.root);
      Files.writeString(temp.resolve("away/y"), "y");
      Files.move(temp.resolve("away"), disk.root);

      within1s(() -> assertThat(disk.paths()).containsExactly("x", "y"));
    }
  }

  @Test
  void closingEndsAllThreadsAtOnce() throws Exception {
    disk.write("a/x", "x");
    DiskShare share = watched();
    long began = System.nanoTime();

    share.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("share-"));
  }

  private DiskShare watched() throws Exception {
    DiskShare share = disk.scanned();
    share.startWatching();
    return share;
  }

  private static void within1s(ThrowingRunnable assertion) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(assertion);
  }
}
