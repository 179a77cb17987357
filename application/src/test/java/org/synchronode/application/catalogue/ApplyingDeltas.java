package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;

/** {@link Catalogue#apply} of deltas that fit. */
abstract class ApplyingDeltas extends CataloguePart {

  @Test
  void aNewEntryIsAdded() {
    receiveAll();
    EntryId file = owner.file(ROOT, "file");
    EntryId folder = owner.folder(ROOT, "folder");
    assertThat(receiveDelta().changes())
        .containsExactly(
            new EntryChange.Added(owner.entry(file)), new EntryChange.Added(owner.entry(folder)));
    assertSameAsOwner();
  }

  @Test
  void aWrittenFileIsChanged() {
    EntryId file = owner.file(ROOT, "file");
    receiveAll();
    Entry before = owner.entry(file);
    owner.write(file, 77);
    assertThat(receiveDelta().changes())
        .containsExactly(new EntryChange.Changed(before, owner.entry(file)));
    assertSameAsOwner();
  }

  @Test
  void aMovedFolderTakesAllWithIt() {
    EntryId from = owner.folder(ROOT, "from");
    EntryId to = owner.folder(ROOT, "to");
    EntryId file = owner.file(owner.folder(from, "inner"), "file");
    receiveAll();
    Entry before = owner.entry(from);
    owner.move(from, to, "there");
    assertThat(receiveDelta().changes())
        .containsExactly(new EntryChange.Changed(before, owner.entry(from)));
    assertThat(find("to/there/inner/file")).contains(owner.entry(file));
    assertThat(find("from")).isEmpty();
    assertSameAsOwner();
  }

  @Test
  void aRemovedFolderTakesAllWithIt() {
    EntryId folder = owner.folder(ROOT, "folder");
    owner.file(owner.folder(owner.folder(folder, "inner"), "deep"), "file");
    owner.file(folder, "file");
    EntryId stays = owner.file(ROOT, "stays");
    receiveAll();
    Entry before = owner.entry(folder);
    owner.remove(folder);
    assertThat(receiveDelta().changes()).containsExactly(new EntryChange.Removed(before));
    assertThat(owner.entries()).containsExactly(owner.entry(stays));
    assertSameAsOwner();
  }

  @Test
  void twoEntriesMaySwapTheirNames() {
    EntryId a = owner.file(ROOT, "a");
    EntryId b = owner.folder(ROOT, "b");
    receiveAll();
    owner.move(a, ROOT, "for a moment");
    owner.move(b, ROOT, "a");
    owner.move(a, ROOT, "b");
    receiveDelta();
    assertThat(find("a")).contains(owner.entry(b));
    assertThat(find("b")).contains(owner.entry(a));
  }

  @Test
  void twoFoldersMayTradePlaces() {
    EntryId outer = owner.folder(ROOT, "outer");
    EntryId inner = owner.folder(outer, "inner");
    owner.file(inner, "file");
    receiveAll();
    owner.move(inner, ROOT, "top");
    owner.move(outer, inner, "below");
    receiveDelta();
    assertSameAsOwner();
    assertThat(find("top/below")).contains(owner.entry(outer));
  }

  @Test
  void aNameMayBeTakenOverFromWhatIsRemoved() {
    EntryId old = owner.folder(ROOT, "name");
    owner.file(old, "inside");
    receiveAll();
    owner.remove(old);
    EntryId young = owner.file(ROOT, "name");
    receiveDelta();
    assertThat(find("name")).contains(owner.entry(young));
    assertSameAsOwner();
  }

  @Test
  void anEntryMayGoIntoAFolderThatTheDeltaTellsLater() {
    EntryId file = owner.file(ROOT, "file");
    EntryId folder = owner.folder(ROOT, "folder");
    receiveAll();
    owner.move(file, folder, "file");
    owner.move(folder, owner.folder(ROOT, "newer"), "folder");
    EntryId young = owner.folder(ROOT, "young");
    EntryId inYoung = owner.file(young, "file");
    owner.move(young, ROOT, "renamed");
    receiveDelta();
    assertThat(find("newer/folder/file")).contains(owner.entry(file));
    assertThat(find("renamed/file")).contains(owner.entry(inYoung));
    assertSameAsOwner();
  }

  @Test
  void whatMovedOutOfARemovedFolderStays() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId inner = owner.folder(folder, "inner");
    EntryId file = owner.file(inner, "file");
    owner.file(folder, "goes");
    receiveAll();
    owner.move(inner, ROOT, "saved");
    owner.remove(folder);
    receiveDelta();
    assertThat(find("saved/file")).contains(owner.entry(file));
    assertSameAsOwner();
  }

  @Test
  void whatIsPutIntoARemovedFolderGoesWithIt() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(ROOT, "file");
    receiveAll();
    Revision from = owner.head().revision();
    Entry before = owner.entry(file);
    owner.move(file, folder, "moved");
    Change put = new Change.Put(owner.entry(file));
    owner.file(folder, "new");
    Change putNew = new Change.Put(owner.members(folder).getLast());
    Entry folderBefore = owner.entry(folder);
    owner.remove(folder);
    Revision to = owner.head().revision();
    Delta delta =
        new Delta(
            from,
            to,
            List.of(put, putNew, new Change.Remove(folder, to)),
            owner.head().fingerprint());
    ApplyOutcome outcome = catalogue().apply(host, delta);
    assertThat(outcome)
        .isEqualTo(
            new ApplyOutcome.Applied(
                owner.head(),
                List.of(new EntryChange.Removed(before), new EntryChange.Removed(folderBefore))));
    assertSameAsOwner();
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    owner.file(ROOT, "file");
    receiveAll();
    Revision from = owner.head().revision();
    Revision to = from.next();
    Delta delta =
        new Delta(
            from,
            to,
            List.of(new Change.Remove(new EntryId(4711), to)),
            owner.head().fingerprint());
    assertThat(catalogue().apply(host, delta))
        .isInstanceOfSatisfying(
            ApplyOutcome.Applied.class,
            applied -> {
              assertThat(applied.changes()).isEmpty();
              assertThat(applied.head().revision()).isEqualTo(to);
              assertThat(applied.head().entries()).isEqualTo(1);
            });
  }

  @Test
  void anEmptyDeltaMovesTheRevisionOn() {
    owner.file(ROOT, "file");
    receiveAll();
    Revision from = owner.head().revision();
    Delta delta = new Delta(from, from.next(), List.of(), owner.head().fingerprint());
    assertThat(catalogue().apply(host, delta)).isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(catalogue().head(host).orElseThrow().revision()).isEqualTo(from.next());
    assertThat(everything(catalogue(), host)).isEqualTo(List.copyOf(owner.entries()));
  }

  @Test
  void manyChangesComeInOneDelta() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId goes = owner.folder(ROOT, "goes");
    for (int i = 0; i < 3000; i++) {
      owner.file(i % 2 == 0 ? folder : goes, "file " + i);
    }
    receiveAll();
    for (Entry entry : owner.members(folder)) {
      owner.move(entry.id(), ROOT, "moved " + entry.name());
    }
    owner.remove(goes);
    for (int i = 0; i < 3000; i++) {
      owner.file(folder, "another " + i);
    }
    receiveDelta();
    assertSameAsOwner();
  }
}
