package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.synchronode.vfs.WritableDisk.ANN;
import static org.synchronode.vfs.WritableDisk.BOB;
import static org.synchronode.vfs.WritableDisk.NO_GUARD;
import static org.synchronode.vfs.WritableDisk.assertRefused;
import static org.synchronode.vfs.WritableDisk.holding;
import static org.synchronode.vfs.WritableDisk.path;
import static org.synchronode.vfs.WritableDisk.set;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.domain.Problem;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;

class TreeWriteTest {
  @TempDir Path temp;
  private WritableDisk disk;

  @BeforeEach
  void aWritableShare() {
    disk = new WritableDisk(temp).scanned();
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void aFolderIsMadeWhereNothingIs() {
    assertThat(disk.makeFolder("a").created()).isTrue();
    disk.makeFolder("a/b");
    disk.put("x", "x");

    assertRefused(Problem.WrongKind.class, () -> disk.makeFolder("a"));
    assertRefused(Problem.WrongKind.class, () -> disk.makeFolder("x"));
    assertRefused(Problem.Conflict.class, () -> disk.makeFolder("none/b"));
    assertThat(disk.onDisk()).containsOnlyKeys("a", "a/b", "x");
    disk.assertListedAsOnDisk();
  }

  @Test
  void aFolderCanHavePropertiesFromTheBeginning() {
    disk.edit(new Edit.MakeFolder(path("a"), List.of(set("one", "1")), NO_GUARD));
    assertThat(disk.disk.entry("a").annotations().properties()).hasSize(1);
  }

  @Test
  void whatIsToBeRemovedOnlyIfItIsUnchangedIsComparedWithTheDisk() throws Exception {
    disk.makeFolder("a");
    disk.makeFolder("a/b");
    disk.put("a/b/x", "one");
    Revision seen = disk.put("other", "other").revision();
    Edit removal = new Edit.Delete(path("a"), Optional.of(seen), NO_GUARD);
    for (String changed : List.of("a/b/x", "a/b/new")) {
      Files.writeString(disk.root.resolve(changed), "by a local program");

      assertRefused(Problem.Conflict.class, () -> disk.edit(removal));
      assertThat(disk.text(changed)).isEqualTo("by a local program");
    }
    disk.assertListedAsOnDisk();

    Revision now = disk.put("other", "again").revision();
    disk.edit(new Edit.Delete(path("a"), Optional.of(now), NO_GUARD));
    assertThat(disk.onDisk()).containsOnlyKeys("other");
  }

  @Test
  void aDeletedFolderIsOneChange() throws Exception {
    disk.disk.write("a/b/x", "x");
    disk.disk.write("a/y", "y");
    disk.scanned();
    Revision before = disk.disk.revision();

    disk.delete("a");

    assertThat(disk.disk.changesSince(before)).singleElement().isInstanceOf(Change.Remove.class);
    assertThat(disk.onDisk()).isEmpty();
    assertRefused(Problem.NotFound.class, () -> disk.delete("a"));
  }

  @Test
  void aMovedFolderIsOneChangeAndItsMembersKeepTheirIds() throws Exception {
    disk.disk.write("a/b/x", "x");
    disk.makeFolder("c");
    disk.scanned();
    FileState file = disk.disk.file("a/b/x").state();
    EntryId folder = disk.disk.entry("a").id();
    Revision before = disk.disk.revision();

    Written written = disk.move("a", "c/d");

    assertThat(written.created()).isTrue();
    assertThat(disk.disk.changesSince(before)).singleElement().isInstanceOf(Change.Put.class);
    assertThat(disk.disk.entry("c/d").id()).isEqualTo(folder);
    assertThat(disk.disk.file("c/d/b/x").state()).isEqualTo(file);
    disk.share.rescan();
    assertThat(disk.disk.file("c/d/b/x").state()).isEqualTo(file);
    disk.assertListedAsOnDisk();
  }

  @Test
  void aMovedFileTakesThePlaceOfAFile() {
    FileState one = disk.put("one", "1").file().orElseThrow();
    disk.put("two", "2");

    Written written = disk.move("one", "two");

    assertThat(written.created()).isFalse();
    assertThat(written.file()).contains(one);
    assertThat(disk.onDisk()).containsOnlyKeys("two").containsEntry("two", "1");
    disk.assertListedAsOnDisk();
  }

  @Test
  void overwriteFRefusesWhatIsThere() {
    disk.put("one", "1");
    disk.put("two", "2");
    assertRefused(
        Problem.PreconditionFailed.class,
        () -> disk.edit(new Edit.Move(path("one"), path("two"), false, NO_GUARD)));
    assertRefused(
        Problem.PreconditionFailed.class,
        () -> disk.edit(new Edit.Copy(path("one"), path("two"), true, false, NO_GUARD)));
    assertThat(disk.onDisk()).containsEntry("one", "1").containsEntry("two", "2");
    disk.edit(new Edit.Copy(path("one"), path("three"), true, false, NO_GUARD));
  }

  @Test
  void aReplacedFolderVanishesAsAWholeWhateverReplacesIt() throws Exception {
    for (String kind : List.of("move file", "move folder", "copy file", "copy folder")) {
      disk.disk.write("target/old/deep", "old");
      disk.disk.write("folder/new", "new");
      disk.disk.write("file", "f");
      disk.scanned();
      String from = kind.endsWith("file") ? "file" : "folder";

      Written written =
          kind.startsWith("move") ? disk.move(from, "target") : disk.copy(from, "target");

      assertThat(written.created()).as(kind).isFalse();
      assertThat(disk.onDisk()).as(kind).doesNotContainKey("target/old");
      disk.assertListedAsOnDisk();
      disk.delete("target");
    }
  }

  @Test
  void aFolderTakesThePlaceOfAFile() {
    disk.makeFolder("a");
    disk.put("a/x", "x");
    disk.put("y", "y");
    disk.copy("a", "y");
    disk.move("a", "y");
    assertThat(disk.onDisk()).containsOnlyKeys("y", "y/x");
    disk.assertListedAsOnDisk();
  }

  @Test
  void nothingGoesIntoItselfOrReplacesWhatItLiesIn() {
    disk.makeFolder("a");
    disk.put("a/x", "x");
    for (String[] pair : new String[][] {{"a", "a"}, {"a", "a/b"}, {"a/x", "a"}}) {
      assertRefused(Problem.Forbidden.class, () -> disk.move(pair[0], pair[1]));
      assertRefused(Problem.Forbidden.class, () -> disk.copy(pair[0], pair[1]));
    }
    assertRefused(Problem.NotFound.class, () -> disk.move("none", "b"));
    assertRefused(Problem.NotFound.class, () -> disk.copy("none", "b"));
    assertRefused(Problem.Conflict.class, () -> disk.move("a", "none/b"));
    assertRefused(Problem.Conflict.class, () -> disk.copy("a", "none/b"));
    disk.assertListedAsOnDisk();
  }

  @Test
  void aCopyHasTheTimesAndPropertiesButNeitherIdsNorLocks() throws Exception {
    disk.disk.write("a/b/x", "hello");
    Instant time = Instant.parse("2003-04-05T06:07:08Z");
    Files.setLastModifiedTime(disk.root.resolve("a/b/x"), FileTime.from(time));
    Files.setLastModifiedTime(disk.root.resolve("a/b"), FileTime.from(time));
    disk.scanned();
    disk.patch("a", set("one", "1"));
    disk.patch("a/b/x", set("two", "2"));
    disk.lock("a/b/x");

    disk.copy("a", "c");

    assertThat(disk.text("c/b/x")).isEqualTo("hello");
    assertThat(disk.disk.file("c/b/x").modified()).isEqualTo(time);
    assertThat(disk.disk.entry("c/b").modified()).isEqualTo(time);
    assertThat(disk.disk.entry("c").annotations()).isEqualTo(disk.disk.entry("a").annotations());
    assertThat(disk.disk.entry("c/b/x").annotations().properties()).hasSize(1);
    assertThat(disk.disk.entry("c/b/x").annotations().locks()).isEmpty();
    assertThat(disk.disk.entry("c/b/x").id()).isNotEqualTo(disk.disk.entry("a/b/x").id());
    disk.assertListedAsOnDisk();
  }

  @Test
  void nothingIsMovedOrCopiedDeeperThanPathsCanBe() {
    String deep = "d/".repeat(300) + "x";
    Path at = disk.root.resolve("d/".repeat(300));
    assertThatCode(() -> Files.createDirectories(at)).doesNotThrowAnyException();
    assertThatCode(() -> Files.createDirectories(disk.root.resolve("e/".repeat(300))))
        .doesNotThrowAnyException();
    disk.scanned();
    disk.put(deep, "x");
    String into = "e/".repeat(300) + "d";

    assertRefused(Problem.Forbidden.class, () -> disk.move("d", into));
    assertRefused(Problem.Forbidden.class, () -> disk.copy("d", into));
    disk.move("d", "e/d");
    disk.assertListedAsOnDisk();
  }

  @Test
  void pathsMayBeLongerThanTheSystemTakes() {
    String path = "a".repeat(200);
    disk.makeFolder(path);
    for (int i = 0; i < 25; i++) {
      path += "/" + "b".repeat(200);
      disk.makeFolder(path);
    }
    String file = path + "/x";
    disk.put(
        new FileWrite(path(file), OptionalLong.of(1), Optional.empty(), List.of(), NO_GUARD), "x");
    disk.move(file, path + "/y");
    disk.copy(path, "c");
    assertThat(disk.text("c/y")).isEqualTo("x");
    disk.delete(path);
    disk.delete("a".repeat(200));
    assertThat(disk.onDisk()).containsOnlyKeys("c", "c/y");
  }

  @Test
  void twoNamesOfOneFileStay() throws Exception {
    disk.disk.write("one", "1");
    Files.createLink(disk.root.resolve("two"), disk.root.resolve("one"));
    disk.scanned();
    assertRefused(Problem.Forbidden.class, () -> disk.move("one", "two"));
    disk.put("one", "other");
    assertThat(disk.onDisk()).containsEntry("one", "other").containsEntry("two", "1");
  }

  @Test
  void aShallowCopyOfAFolderIsEmpty() {
    disk.makeFolder("a");
    disk.put("a/x", "x");
    disk.edit(new Edit.Copy(path("a"), path("b"), false, true, NO_GUARD));
    assertThat(disk.onDisk()).containsOnlyKeys("a", "a/x", "b");
    disk.assertListedAsOnDisk();
  }

  @Test
  void onlyWhatIsSharedIsCopied() throws Exception {
    disk.disk.write("a/x", "x");
    disk.disk.write("a/.synchronode/state", "state");
    Files.createSymbolicLink(disk.root.resolve("a/link"), temp);
    disk.scanned();
    disk.copy("a", "b");
    assertThat(disk.onDisk().keySet())
        .filteredOn(name -> name.startsWith("b"))
        .containsExactly("b", "b/x");
  }

  @Test
  void propertiesMoveAndLocksEnd() {
    disk.makeFolder("a");
    disk.put("a/x", "x");
    disk.patch("a/x", set("one", "1"));
    LockToken onFolder = disk.lock("a");
    LockToken onFile = disk.lock("a/x");

    assertRefused(Problem.Locked.class, () -> disk.move("a", "b"));
    disk.edit(new Edit.Move(path("a"), path("b"), true, holding(ANN, onFolder, onFile)));

    assertThat(disk.disk.entry("b").annotations()).isEqualTo(Annotations.NONE);
    assertThat(disk.disk.entry("b/x").annotations().properties()).hasSize(1);
    assertThat(disk.disk.entry("b/x").annotations().locks()).isEmpty();
  }

  @Test
  void propertiesAreSetAndRemovedInOrder() {
    FileState before = disk.put("x", "x").file().orElseThrow();
    disk.patch("x", set("one", "1"), set("two", "2"), set("one", "3"));
    disk.patch("x", new PropertyPatch.Remove(new PropertyName("x:", "two")));

    assertThat(disk.disk.entry("x").annotations().properties())
        .singleElement()
        .satisfies(property -> assertThat(property.xml()).contains(">3<"));
    assertThat(disk.disk.file("x").state()).isEqualTo(before);
    disk.put("x", "other");
    assertThat(disk.disk.entry("x").annotations().properties()).hasSize(1);
    assertRefused(Problem.NotFound.class, () -> disk.patch("none"));
  }

  @Test
  void aTimeThatIsSetKeepsTheETag() throws Exception {
    Instant time = Instant.parse("2001-02-03T04:05:06Z");
    FileState before = disk.put("x", "x").file().orElseThrow();
    disk.makeFolder("a");

    for (String path : List.of("x", "a")) {
      disk.edit(new Edit.Patch(path(path), List.of(), Optional.of(time), NO_GUARD));
      assertThat(disk.disk.entry(path).modified()).isEqualTo(time);
    }

    assertThat(disk.etag("x")).isEqualTo(before.etag());
    disk.share.rescan();
    assertThat(disk.etag("x")).isEqualTo(before.etag());
  }

  @Test
  void aLockOnNothingMakesAnEmptyFile() {
    Written written =
        disk.edit(
            new Edit.TakeLock(
                path("x"), Lock.Scope.EXCLUSIVE, true, "", Duration.ofHours(1), NO_GUARD));

    assertThat(written.created()).isTrue();
    LockToken token = written.lock().orElseThrow().lock().token();
    assertThat(disk.onDisk()).containsEntry("x", "");
    assertRefused(Problem.Locked.class, () -> disk.put("x", "x"));
    disk.put("x", "x", holding(ANN, token));
    assertRefused(Problem.Conflict.class, () -> disk.lock("none/x"));
    disk.edit(new Edit.Unlock(path("x"), token, NO_GUARD));
    disk.put("x", "y");
  }

  @Test
  void aLockKeepsEverybodyOutWhoDoesNotHoldAndSubmitIt() {
    disk.makeFolder("a");
    disk.put("a/x", "x");
    LockToken token = disk.lock("a/x");

    for (WriteGuard guard : List.of(NO_GUARD, WriteGuard.none(BOB), holding(BOB, token))) {
      assertRefused(Problem.Locked.class, () -> disk.put("a/x", "y", guard));
      assertRefused(Problem.Locked.class, () -> disk.edit(new Edit.Delete(path("a/x"), guard)));
      assertRefused(Problem.Locked.class, () -> disk.edit(new Edit.Delete(path("a"), guard)));
      assertRefused(
          Problem.Locked.class,
          () -> disk.edit(new Edit.Move(path("a/x"), path("y"), true, guard)));
      assertRefused(
          Problem.Locked.class,
          () -> disk.edit(new Edit.Patch(path("a/x"), List.of(), Optional.empty(), guard)));
    }
    disk.copy("a/x", "copy");
    assertRefused(Problem.Locked.class, () -> disk.copy("copy", "a/x"));
    disk.put("a/beside", "free");
    disk.put("a/x", "y", holding(ANN, token));
    disk.edit(new Edit.Delete(path("a"), holding(ANN, token)));
    assertThat(disk.onDisk()).containsOnlyKeys("copy");
  }

  @Test
  void aLockOnAFolderIsAboutItsMembersNames() {
    disk.makeFolder("a");
    disk.put("a/x", "x");
    LockToken token = disk.lock("a");

    disk.put("a/x", "content is not covered");
    assertRefused(Problem.Locked.class, () -> disk.put("a/y", "y"));
    assertRefused(Problem.Locked.class, () -> disk.makeFolder("a/b"));
    assertRefused(Problem.Locked.class, () -> disk.delete("a/x"));
    assertRefused(Problem.Locked.class, () -> disk.lock("a/new"));
    assertThat(disk.onDisk()).containsOnlyKeys("a", "a/x");
    disk.put("a/y", "y", holding(ANN, token));
  }

  @Test
  void aDeepLockCoversAllBelowItNowAndLater() {
    disk.makeFolder("a");
    disk.makeFolder("a/b");
    LockToken token = disk.lock("a", Lock.Scope.EXCLUSIVE, true, ANN);

    assertRefused(Problem.Locked.class, () -> disk.put("a/b/x", "x"));
    disk.put("a/b/x", "x", holding(ANN, token));
    assertRefused(Problem.Locked.class, () -> disk.put("a/b/x", "y"));
    assertRefused(Problem.Locked.class, () -> disk.lock("a/b/x"));
    disk.edit(new Edit.Unlock(path("a/b/x"), token, NO_GUARD));
    disk.put("a/b/x", "y");
  }

  @Test
  void sharedLocksGetAlongAndExclusiveOnesDoNot() {
    disk.makeFolder("a");
    disk.put("a/x", "x");
    LockToken anns = disk.lock("a/x", Lock.Scope.SHARED, false, ANN);
    LockToken bobs = disk.lock("a/x", Lock.Scope.SHARED, false, BOB);

    assertRefused(Problem.Locked.class, () -> disk.lock("a/x", Lock.Scope.EXCLUSIVE, false, ANN));
    assertRefused(Problem.Locked.class, () -> disk.lock("a", Lock.Scope.EXCLUSIVE, true, ANN));
    disk.put("a/x", "ann", holding(ANN, anns));
    disk.put("a/x", "bob", holding(BOB, bobs));
    assertRefused(Problem.Locked.class, () -> disk.put("a/x", "nobody"));
  }

  @Test
  void aLockEndsByItselfUnlessItIsRefreshed() {
    disk.put("x", "x");
    LockToken token = disk.lock("x");
    disk.now.updateAndGet(now -> now.plus(Duration.ofMinutes(50)));
    Written longer =
        disk.edit(new Edit.RefreshLock(path("x"), Duration.ofHours(1), holding(ANN, token)));
    assertThat(longer.lock().orElseThrow().lock().token()).isEqualTo(token);

    disk.now.updateAndGet(now -> now.plus(Duration.ofMinutes(50)));
    assertRefused(Problem.Locked.class, () -> disk.put("x", "y"));
    disk.now.updateAndGet(now -> now.plus(Duration.ofMinutes(11)));
    disk.put("x", "y");
    assertRefused(
        Problem.PreconditionFailed.class,
        () -> disk.edit(new Edit.RefreshLock(path("x"), Duration.ofHours(1), holding(ANN, token))));
    assertRefused(
        Problem.Conflict.class, () -> disk.edit(new Edit.Unlock(path("x"), token, NO_GUARD)));
  }

  @Test
  void anotherUserNeitherRefreshesNorEndsALock() {
    disk.put("x", "x");
    LockToken token = disk.lock("x");
    assertRefused(
        Problem.Forbidden.class,
        () -> disk.edit(new Edit.Unlock(path("x"), token, WriteGuard.none(BOB))));
    assertRefused(
        Problem.Forbidden.class,
        () -> disk.edit(new Edit.RefreshLock(path("x"), Duration.ofHours(1), holding(BOB, token))));
  }

  @Test
  void locksAndPropertiesOutliveARestart() {
    disk.put("x", "x");
    disk.patch("x", set("one", "1"));
    LockToken token = disk.lock("x");
    Entry before = disk.disk.entry("x");

    disk.restart();

    assertThat(disk.disk.entry("x")).isEqualTo(before);
    assertRefused(Problem.Locked.class, () -> disk.put("x", "y"));
    disk.put("x", "y", holding(ANN, token));
  }

  @Test
  void aDeletedFileTakesItsLocksWithIt() {
    disk.put("x", "x");
    LockToken token = disk.lock("x");
    disk.edit(new Edit.Delete(path("x"), holding(ANN, token)));
    disk.put("x", "another");
    assertThat(disk.disk.entry("x").annotations()).isEqualTo(Annotations.NONE);
  }
}
