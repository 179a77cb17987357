package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.Problem;
import org.synchronode.domain.entry.EntryPath;

/** A share of which its owner has listed some folders. */
class ListedFoldersTest {
  private static final String COMPOSED = "caf\u00e9";
  private static final String DECOMPOSED = "cafe\u0301";

  @TempDir Path temp;
  private SharedDisk disk;

  @BeforeEach
  void files() throws Exception {
    disk = new SharedDisk(temp);
    disk.write("file", "beside the way");
    disk.write("a/file", "on the way");
    disk.write("a/one/file", "one");
    disk.write("a/one/deep/file", "deep");
    disk.write("a/oneself/file", "begins alike");
    disk.write("a/two/file", "two");
    disk.write("b/file", "b");
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void theyAreListedAndTheWayToThemAndNothingElse() throws Exception {
    listing("a/one", "r");
    DiskShare share = disk.scanned();

    assertThat(disk.paths())
        .containsExactly("a", "a/one", "a/one/deep", "a/one/deep/file", "a/one/file");
    share.rescan();
    assertThat(disk.paths()).hasSize(5);
    assertThat(share.watchedFolders()).isEqualTo(4);
  }

  @Test
  void onlyWhatLiesInThemIsRead() throws Exception {
    listing("a/one", "r");
    DiskShare share = disk.scanned();

    assertThat(SharedDisk.read(share, "a/one/file")).isEqualTo("one");
    assertThat(SharedDisk.read(share, "a/one/deep/file")).isEqualTo("deep");
    for (String path : new String[] {"file", "a/file", "a/oneself/file", "a/two/file", "b/file"}) {
      WritableDisk.assertRefused(
          Problem.NotFound.class, () -> SharedDisk.open(share, path).close());
    }
  }

  @Test
  void whatIsNoLongerListedLeavesTheList() throws Exception {
    listing("a/one", "r", "b", "r");
    disk.scanned().close();
    assertThat(disk.paths()).contains("a/one/file", "b/file");

    listing("b", "r");
    disk.scanned();
    assertThat(disk.paths()).containsExactly("b", "b/file");
  }

  @Test
  void oneThatIsMadeLaterAppears() throws Exception {
    listing("new/way/there", "r");
    watched();
    assertThat(disk.paths()).isEmpty();

    disk.write("new/way/beside", "x");
    disk.write("new/way/there/file", "x");
    within1s(
        () ->
            assertThat(disk.paths())
                .containsExactly("new", "new/way", "new/way/there", "new/way/there/file"));
  }

  @Test
  void oneThatComesByAnotherNameAppearsAndOneThatGoesVanishes() throws Exception {
    listing("a/one", "r");
    watched();

    Files.move(disk.root.resolve("a/one"), disk.root.resolve("a/other"));
    within1s(() -> assertThat(disk.paths()).containsExactly("a"));
    Files.move(disk.root.resolve("a/two"), disk.root.resolve("a/one"));
    within1s(() -> assertThat(disk.paths()).containsExactly("a", "a/one", "a/one/file"));
  }

  @Test
  void whatHappensBesideThemIsNotSeen() throws Exception {
    listing("a/one", "r");
    watched();

    disk.write("file", "changed");
    disk.write("fresh", "x");
    disk.write("a/file", "changed");
    disk.write("a/fresh/file", "x");
    disk.write("a/one/last", "x");
    within1s(() -> assertThat(disk.paths()).contains("a/one/last"));
    assertThat(disk.paths())
        .containsExactly("a", "a/one", "a/one/deep", "a/one/deep/file", "a/one/file", "a/one/last");
  }

  @Test
  void aFileWhereAFolderIsListedIsNotShared() throws Exception {
    listing("file", "rw", "b/file/deeper", "rw");
    DiskShare share = disk.scanned();

    assertThat(disk.paths()).containsExactly("b");
    for (String path : new String[] {"file", "b/file"}) {
      WritableDisk.assertRefused(
          Problem.NotFound.class, () -> SharedDisk.open(share, path).close());
    }
  }

  @Test
  void aLinkWhereAFolderIsListedLeadsNowhere() throws Exception {
    Files.createSymbolicLink(disk.root.resolve("link"), Path.of("b"));
    listing("link", "rw");
    DiskShare share = disk.scanned();

    assertThat(disk.paths()).isEmpty();
    WritableDisk.assertRefused(
        Problem.NotFound.class, () -> SharedDisk.open(share, "link/file").close());
  }

  @Test
  void onlyInThoseForWritingCanBeWritten() throws Exception {
    listing("a", "r", "a/one", "rw");
    try (WritableDisk writable = writable()) {
      Map<String, String> before = writable.onDisk();
      for (String path : new String[] {"new", "file", "a/new", "a/file", "a/two/new", "b/new"}) {
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.put(path, "x"));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.makeFolder(path));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.delete(path));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.lock(path));
        WritableDisk.assertRefused(
            Problem.Forbidden.class, () -> writable.copy("a/one/file", path));
        WritableDisk.assertRefused(
            Problem.Forbidden.class, () -> writable.move("a/one/file", path));
      }
      WritableDisk.assertRefused(
          Problem.Forbidden.class, () -> writable.move("a/two/file", "a/one/two"));
      assertThat(writable.onDisk()).isEqualTo(before);

      writable.put("a/one/file", "changed");
      writable.makeFolder("a/one/made");
      writable.copy("a/two", "a/one/copy");
      writable.move("a/one/deep/file", "a/one/moved");
      writable.delete("a/one/deep");
      assertThat(disk.paths())
          .containsExactly(
              "a",
              "a/file",
              "a/one",
              "a/one/copy",
              "a/one/copy/file",
              "a/one/file",
              "a/one/made",
              "a/one/moved",
              "a/oneself",
              "a/oneself/file",
              "a/two",
              "a/two/file");
    }
  }

  @Test
  void whatIsNotSharedCantBeCopiedOut() throws Exception {
    listing("a/one", "r", "b", "rw");
    try (WritableDisk writable = writable()) {
      WritableDisk.assertRefused(Problem.NotFound.class, () -> writable.copy("file", "b/copy"));
      WritableDisk.assertRefused(Problem.NotFound.class, () -> writable.copy("a/two", "b/copy"));

      writable.copy("a", "b/copy");
      assertThat(writable.onDisk())
          .containsKeys("b/copy/one/file", "b/copy/one/deep/file")
          .doesNotContainKeys("b/copy/file", "b/copy/two", "b/copy/oneself");
    }
  }

  @Test
  void theyAndTheWayToThemStayWhatIsAroundThemIsForReading() throws Exception {
    listing("a/one", "rw", "b", "rw", "gone/there", "rw");
    try (WritableDisk writable = writable()) {
      Map<String, String> before = writable.onDisk();
      for (String path : new String[] {"a", "a/one", "b"}) {
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.delete(path));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.move(path, "b/moved"));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.copy("b/file", path));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.put(path, "x"));
      }
      for (String path : new String[] {"gone", "gone/there"}) {
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.makeFolder(path));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.put(path, "x"));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.copy("b", path));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.move("b/file", path));
      }
      assertThat(writable.onDisk()).isEqualTo(before);
    }
  }

  @Test
  void aFolderStaysThatHasOneForReadingInIt() throws Exception {
    listing("", "rw", "a/one", "r");
    try (WritableDisk writable = writable()) {
      WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.delete("a"));
      WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.move("a", "c"));
      WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.copy("b", "a"));
      WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.put("a/one/x", "x"));

      writable.delete("a/two");
      writable.put("a/file", "changed");
      assertThat(writable.text("a/file")).isEqualTo("changed");
    }
  }

  @Test
  void oneForWritingGoesWithWhatIsAroundItWhereThatIsForWritingToo() throws Exception {
    listing("", "rw", "a/one", "rw");
    try (WritableDisk writable = writable()) {
      writable.delete("a/one");
      writable.delete("a");
      writable.makeFolder("a");
      writable.makeFolder("a/one");
      assertThat(disk.paths()).containsExactly("a", "a/one", "b", "b/file", "file");
    }
  }

  @Test
  void anotherSpellingOfOneThatIsThereMeansIt() throws Exception {
    disk.write(COMPOSED + "/file", "x");
    listing(COMPOSED, "rw");
    try (WritableDisk writable = writable()) {
      writable.put(DECOMPOSED + "/new", "x");
      assertThat(writable.onDisk()).containsKey(COMPOSED + "/new").doesNotContainKey(DECOMPOSED);
    }
  }

  @Test
  void anotherSpellingOfOneThatIsNotThereIsAnotherFolder() throws Exception {
    disk.write(DECOMPOSED + "/file", "x");
    listing(COMPOSED, "rw");
    try (WritableDisk writable = writable()) {
      assertThat(disk.paths()).isEmpty();
      for (String path : new String[] {DECOMPOSED + "/new", COMPOSED, DECOMPOSED}) {
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.put(path, "x"));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.makeFolder(path));
      }
      WritableDisk.assertRefused(
          Problem.Conflict.class, () -> writable.put(COMPOSED + "/new", "x"));
      assertThat(writable.onDisk()).doesNotContainKeys(COMPOSED, DECOMPOSED + "/new");
    }
  }

  @Test
  void anotherSpellingIsNoWayAroundOneForReading() throws Exception {
    disk.write("Kept/file", "x");
    listing("", "rw", "Kept", "r", COMPOSED, "r");
    try (WritableDisk writable = writable()) {
      for (String path : new String[] {"Kept", "kept", "KEPT", COMPOSED, DECOMPOSED}) {
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.makeFolder(path));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.put(path + "/x", "x"));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.delete(path));
        WritableDisk.assertRefused(Problem.Forbidden.class, () -> writable.move("b", path));
      }
    }
  }

  /** Pairs of a path and what is permitted there. */
  private void listing(String... pairs) {
    Map<EntryPath, Permission> listed = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      listed.put(
          EntryPath.parse(pairs[i]),
          pairs[i + 1].equals("rw") ? Permission.READ_WRITE : Permission.READ);
    }
    disk.with(SharedDisk.ONLY_WATCHING.withFolders(new FolderRules(listed)));
  }

  private void watched() throws Exception {
    disk.scanned().startWatching();
  }

  private WritableDisk writable() {
    return new WritableDisk(disk).scanned();
  }

  private static void within1s(ThrowingRunnable assertion) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(1))
        .untilAsserted(assertion);
  }
}
