package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/** {@link Catalogue#changesSince}. */
abstract class RememberingChanges extends CataloguePart {
  private static final int MOST = 1000;

  /** The same list for another host, brought on by what the first one's catalogue tells. */
  private final HostId second = HostId.random(random);

  private void receiveBoth() {
    receiveAll();
    try (Staging staging = catalogue().stage(second, index)) {
      staging.add(List.copyOf(owner.entries()));
      assertThat(staging.commit(owner.head())).isTrue();
    }
  }

  private Delta passOn() {
    Revision from = catalogue().head(second).orElseThrow().revision();
    Delta delta = catalogue().changesSince(host, from, MOST).orElseThrow();
    assertThat(catalogue().apply(second, delta)).isInstanceOf(ApplyOutcome.Applied.class);
    assertSame(catalogue(), second, owner);
    return delta;
  }

  @Test
  void aHostWithoutAListHasNoChanges() {
    assertThat(catalogue().changesSince(host, Revision.NONE, MOST)).isEmpty();
  }

  @Test
  void nothingHappenedAfterTheHead() {
    owner.file(ROOT, "file");
    receiveAll();
    Revision head = owner.head().revision();
    assertThat(catalogue().changesSince(host, head, MOST))
        .contains(new Delta(head, head, List.of(), owner.head().fingerprint()));
  }

  @Test
  void aRevisionThatIsNotReachedTellsNothing() {
    receiveAll();
    assertThat(catalogue().changesSince(host, owner.head().revision().next(), MOST)).isEmpty();
  }

  @Test
  void whatWasBeforeASnapshotIsNotRemembered() {
    EntryId file = owner.file(ROOT, "file");
    receiveAll();
    Revision early = owner.head().revision();
    owner.write(file, 5);
    receiveDelta();
    assertThat(catalogue().changesSince(host, early, MOST)).isPresent();
    owner.write(file, 6);
    receiveAll();
    assertThat(catalogue().changesSince(host, early, MOST)).isEmpty();
    assertThat(catalogue().changesSince(host, owner.head().revision(), MOST)).isPresent();
  }

  @Test
  void tooManyChangesAreNotTold() {
    receiveAll();
    Revision from = owner.head().revision();
    EntryId first = owner.file(ROOT, "0");
    receiveDelta();
    Revision between = owner.head().revision();
    for (int i = 1; i < 10; i++) {
      owner.file(ROOT, "" + i);
    }
    owner.remove(first);
    receiveDelta();
    assertThat(catalogue().changesSince(host, between, 10)).isPresent();
    assertThat(catalogue().changesSince(host, between, 9)).isEmpty();
    assertThat(catalogue().changesSince(host, from, 10)).isPresent();
  }

  @Test
  void anEntryIsToldOnceWithItsLastState() {
    EntryId file = owner.file(ROOT, "file");
    receiveBoth();
    for (int i = 0; i < 3; i++) {
      owner.write(file, i);
      receiveDelta();
    }
    assertThat(passOn().changes()).containsExactly(new Change.Put(owner.entry(file)));
  }

  @Test
  void changesComeInOrderOfRevision() {
    EntryId a = owner.file(ROOT, "a");
    EntryId b = owner.file(ROOT, "b");
    EntryId c = owner.file(ROOT, "c");
    receiveBoth();
    owner.write(c, 9);
    owner.remove(a);
    owner.write(b, 9);
    receiveDelta();
    assertThat(passOn().changes()).extracting(Change::id).containsExactly(c, a, b);
  }

  @Test
  void aRemovedFolderIsToldByItselfAlone() {
    EntryId folder = owner.folder(ROOT, "folder");
    for (int i = 0; i < 10; i++) {
      owner.file(folder, "file " + i);
    }
    receiveBoth();
    owner.remove(folder);
    receiveDelta();
    assertThat(passOn().changes())
        .containsExactly(new Change.Remove(folder, owner.head().revision()));
  }

  @Test
  void whatMovedIntoAFolderAndWentWithItIsTold() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(ROOT, "file");
    EntryId moved = owner.folder(ROOT, "moved");
    EntryId inMoved = owner.file(moved, "in moved");
    receiveBoth();
    owner.move(file, folder, "file");
    owner.move(moved, folder, "moved");
    receiveDelta();
    owner.remove(folder);
    receiveDelta();
    assertThat(passOn().changes())
        .extracting(Change::id)
        .contains(folder, file, moved)
        .doesNotContain(inMoved);
  }

  @Test
  void whatMovedOutOfAFolderBeforeItWentIsSaved() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId inner = owner.folder(folder, "inner");
    owner.file(inner, "file");
    receiveBoth();
    owner.move(inner, ROOT, "inner");
    receiveDelta();
    owner.remove(folder);
    receiveDelta();
    passOn();
    assertThat(owner.entries()).hasSize(2);
  }

  @Test
  void whatCameAndWentMeanwhileMayBeToldOrNot() {
    EntryId stays = owner.file(ROOT, "stays");
    receiveBoth();
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(folder, "file");
    receiveDelta();
    owner.move(file, ROOT, "file");
    receiveDelta();
    owner.remove(file);
    owner.remove(folder);
    owner.write(stays, 3);
    receiveDelta();
    passOn();
  }

  /** Where a master filters, an entry can go out of sight and come back. */
  @Test
  void anEntryThatWentAndCameBackIsToldOnce() {
    EntryId file = owner.file(ROOT, "file");
    receiveBoth();
    Entry before = owner.entry(file);
    owner.remove(file);
    receiveDelta();
    owner.comeBack(before);
    receiveDelta();
    assertThat(passOn().changes()).containsExactly(new Change.Put(owner.entry(file)));
    owner.remove(file);
    receiveDelta();
    assertThat(passOn().changes())
        .containsExactly(new Change.Remove(file, owner.head().revision()));
  }

  @Test
  void anEmptyDeltaIsPassedOnAsOne() {
    owner.file(ROOT, "file");
    receiveAll();
    Revision from = owner.head().revision();
    Delta empty = new Delta(from, from.next(), List.of(), owner.head().fingerprint());
    assertThat(catalogue().apply(host, empty)).isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(catalogue().changesSince(host, from, MOST)).contains(empty);
  }
}
