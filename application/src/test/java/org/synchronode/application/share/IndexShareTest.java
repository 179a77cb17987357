package org.synchronode.application.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;

class IndexShareTest {
  private final DiskModel disk = new DiskModel();
  private final IndexedShare share = new IndexedShare();

  @Test
  void whereTheStoreDoesNotStandWhereItIsThoughtToTheNextScanFindsAllTheSame() {
    IndexShare elsewhere = share.index;
    share.reopen();
    disk.file("a", 1);
    scan();
    disk.file("b", 2);
    share.index = elsewhere;

    assertThatThrownBy(this::scan).isInstanceOf(IllegalStateException.class);
    scan();

    assertThat(share.listed()).containsOnlyKeys("a", "b");
  }

  @Test
  void renamingAFolderIsOneChangeHoweverMuchIsInIt() {
    disk.folder("a");
    for (int i = 0; i < 1_000; i++) {
      disk.file("a/" + i, i);
    }
    scan();
    Revision before = share.revision();
    EntryId folder = share.entry("a").id();
    Entry member = share.entry("a/7");

    disk.move("a", "b");
    scan();

    assertThat(share.changesSince(before))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Put.class, put -> assertThat(put.entry().id()).isEqualTo(folder));
    assertThat(share.entry("b/7")).isEqualTo(member);
  }

  @Test
  void aFileThatMovesAcrossFoldersKeepsItsIdAndVersion() {
    disk.folder("a");
    disk.folder("b");
    disk.file("a/x", 3);
    scan();
    FileState before = share.file("a/x").state();

    disk.move("a/x", "b/y");
    scan();

    assertThat(share.file("b/y").state()).isEqualTo(before);
  }

  @Test
  void aFileThatMovesIntoANewFolderAndOutOfAVanishedOneKeepsItsId() {
    disk.folder("old");
    disk.folder("old/deep");
    disk.file("old/deep/x", 3);
    scan();
    FileState before = share.file("old/deep/x").state();

    disk.folder("new");
    disk.move("old/deep/x", "new/x");
    disk.delete("old");
    scan();

    assertThat(share.file("new/x").state()).isEqualTo(before);
    assertThat(share.listed()).containsOnlyKeys("new", "new/x");
  }

  @Test
  void parentAndChildFoldersCanChangePlaces() {
    disk.folder("a");
    disk.folder("a/b");
    disk.file("a/b/x", 3);
    scan();
    disk.move("a/b", "b");
    disk.move("a", "b/a");
    scan();

    assertThat(share.listed()).containsOnlyKeys("b", "b/a", "b/x");
  }

  @Test
  void whatChangedDeepInAFolderThatMovedIsSeenAtOnce() {
    disk.folder("a");
    disk.folder("a/b");
    disk.folder("a/b/c");
    scan();

    disk.move("a", "z");
    disk.file("z/b/c/new", 1);
    scan();

    assertThat(share.listed()).containsOnlyKeys("z", "z/b", "z/b/c", "z/b/c/new");
  }

  @Test
  void aFileRenamedInAFolderThatMovesWhileAnotherTakesItsName() {
    disk.folder("a");
    disk.file("a/log", 1);
    scan();

    disk.move("a", "z");
    disk.move("z/log", "z/log.1");
    disk.file("z/log", 2);
    scan();

    assertThat(share.listed()).containsOnlyKeys("z", "z/log", "z/log.1");
    assertThat(share.file("z/log").size()).isEqualTo(2);
    assertThat(share.file("z/log.1").size()).isEqualTo(1);
  }

  @Test
  void aFolderThatCameInThePlaceOfAnotherIsKnownWhenItMovesOn() {
    disk.folder("a");
    disk.folder("b");
    scan();
    disk.delete("a");
    disk.move("b", "a");
    scan();
    EntryId id = share.entry("a").id();

    disk.move("a", "c");
    scan();

    assertThat(share.entry("c").id()).isEqualTo(id);
  }

  @Test
  void movesAreSeenAlthoughTheDiskHasAnotherNumberSinceItWasMountedAgain() {
    FileKey before = new FileKey(7, 42);
    FileKey after = new FileKey(8, 42);
    Instant then = Instant.parse("2026-06-03T01:02:03Z");
    share.index.record(List.of(rootWith("x", before, then)));
    EntryId id = share.entry("x").id();

    share.index.record(List.of(rootWith("y", after, then)));

    assertThat(share.entry("y").id()).isEqualTo(id);
  }

  @Test
  void aReplacedFileKeepsItsIdAndGetsANewVersion() {
    disk.file("x", 3);
    scan();
    FileEntry before = share.file("x");

    disk.replace("x", 3);
    scan();

    assertThat(share.file("x").id()).isEqualTo(before.id());
    assertThat(share.file("x").version().isAfter(before.version())).isTrue();
  }

  @Test
  void aNewFileWithTheInodeOfADeletedOneIsAnotherFile() {
    disk.file("x", 3);
    scan();
    FileEntry before = share.file("x");

    disk.delete("x");
    disk.file("y", 3);
    assertThat(disk.node("y").inode()).isEqualTo(share.indexed("x").key().inode());
    scan();

    assertThat(share.file("y").id()).isNotEqualTo(before.id());
    assertThat(share.listed()).containsOnlyKeys("y");
  }

  @Test
  void aFolderInTheFormerPlaceOfAFileIsAnotherEntry() {
    disk.file("x", 3);
    scan();
    EntryId before = share.entry("x").id();

    disk.delete("x");
    disk.folder("x");
    disk.file("x/in", 1);
    scan();

    assertThat(share.listed()).containsOnlyKeys("x", "x/in");
    assertThat(share.entry("x").id()).isNotEqualTo(before);
  }

  @Test
  void nothingIsDeletedInAFolderThatWasNotListed() {
    disk.folder("a");
    disk.file("a/x", 1);
    disk.file("y", 1);
    scan();
    disk.delete("a/x");
    disk.delete("y");

    share.index.record(List.of(disk.listing("")));

    assertThat(share.listed()).containsOnlyKeys("a", "a/x");
  }

  @Test
  void whatIsReadHasTheStateOfTheDiskAtThatMoment() {
    disk.file("x", 3);
    scan();
    FileState before = share.file("x").state();
    assertThat(observe("x")).isEqualTo(before);

    disk.rewrite("x", 3);
    FileState rewritten = observe("x");
    assertThat(rewritten.version().isAfter(before.version())).isTrue();
    assertThat(share.file("x").state()).isEqualTo(rewritten);

    disk.replace("x", 3);
    assertThat(observe("x").version().isAfter(rewritten.version())).isTrue();
  }

  @Test
  void aFileThatTheListDoesNotHaveYetCanBeRead() {
    disk.folder("a");
    scan();
    disk.file("a/new", 5);

    FileState state = observe("a/new");

    assertThat(share.file("a/new").state()).isEqualTo(state);
    scan();
    assertThat(share.file("a/new").state()).isEqualTo(state);
  }

  @Test
  void aFileInAPlaceThatTheListDoesNotKnowIsLeftToAScan() {
    disk.folder("a");
    disk.file("a/x", 1);
    disk.file("b", 1);
    assertThat(share.index.observe(EntryPath.of("a", "x"), file("a/x"))).isEmpty();

    scan();
    assertThat(share.index.observe(EntryPath.of("a"), file("b"))).isEmpty();
    assertThat(share.index.observe(EntryPath.of("b", "x"), file("a/x"))).isEmpty();
  }

  @Test
  void everyStartNumbersInAnEpochOfItsOwn() {
    disk.file("x", 3);
    scan();
    int epoch = share.revision().epoch();

    share.reopen();
    disk.file("y", 3);
    scan();

    assertThat(share.revision().epoch()).isGreaterThan(epoch);
  }

  @Test
  void whatAMasterRemembersOfAForgottenPastIsNumberedPast() {
    Revision remembered = Revision.of(40, 12);
    share.index.startAfter(remembered);
    disk.file("x", 3);
    scan();

    assertThat(share.revision().isAfter(remembered)).isTrue();
    assertThat(share.revision().epoch()).isGreaterThan(40);
  }

  private static FolderListing rootWith(String name, FileKey key, Instant modified) {
    return new FolderListing(
        EntryPath.ROOT,
        modified,
        List.of(new Found.FoundFile(new EntryName(name), modified, key, 3)));
  }

  private FileState observe(String path) {
    return share.index.observe(EntryPath.parse(path), file(path)).orElseThrow();
  }

  private Found.FoundFile file(String path) {
    return (Found.FoundFile) disk.found(path);
  }

  private void scan() {
    share.index.record(disk.listings());
  }
}
