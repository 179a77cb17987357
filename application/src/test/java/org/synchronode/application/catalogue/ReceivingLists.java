package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;

/** {@link Catalogue#stage}. */
abstract class ReceivingLists extends CataloguePart {
  private final OwnersList next = new OwnersList(IndexId.random(random));

  private boolean receive(OwnersList from, ListHead promised) {
    try (Staging staging = catalogue().stage(host, from.head().index())) {
      staging.add(List.copyOf(from.entries()));
      return staging.commit(promised);
    }
  }

  private void aListWithOneFile() {
    owner.file(ROOT, "old");
    receiveAll();
  }

  private void assertRefused(ListHead promised) {
    assertThat(receive(next, promised)).isFalse();
    assertSameAsOwner();
  }

  @Test
  void anEmptyListCanBeReceived() {
    ListHead empty = ListHead.empty(index);
    try (Staging staging = catalogue().stage(host, index)) {
      assertThat(staging.commit(empty)).isTrue();
    }
    assertThat(catalogue().head(host)).contains(empty);
    assertThat(everything(catalogue(), host)).isEmpty();
  }

  @Test
  void aReceivedListTakesThePlaceOfTheOldOne() {
    aListWithOneFile();
    next.file(next.folder(ROOT, "folder"), "new");
    assertThat(receive(next, next.head())).isTrue();
    assertSame(catalogue(), host, next);
    assertThat(find("old")).isEmpty();
  }

  @Test
  void theOldListIsVisibleUntilTheNewOneIsComplete() {
    aListWithOneFile();
    EntryId file = next.file(ROOT, "new");
    try (Staging staging = catalogue().stage(host, next.head().index())) {
      staging.add(List.of(next.entry(file)));
      assertSameAsOwner();
      owner.file(ROOT, "meanwhile");
      receiveDelta();
      assertSameAsOwner();
      assertThat(staging.commit(next.head())).isTrue();
    }
    assertSame(catalogue(), host, next);
  }

  @Test
  void entriesComeInAnyOrderAndInManyParts() {
    EntryId folder = next.folder(ROOT, "folder");
    for (int i = 0; i < 5000; i++) {
      next.file(folder, "file " + i);
    }
    List<Entry> backwards = List.copyOf(next.entries()).reversed();
    try (Staging staging = catalogue().stage(host, next.head().index())) {
      for (int i = 0; i < backwards.size(); i += 777) {
        staging.add(backwards.subList(i, Math.min(i + 777, backwards.size())));
      }
      assertThat(staging.commit(next.head())).isTrue();
    }
    assertSame(catalogue(), host, next);
  }

  @Test
  void theReceivedListGoesOnByDeltas() {
    aListWithOneFile();
    owner.file(ROOT, "second");
    receiveAll();
    owner.file(ROOT, "third");
    receiveDelta();
    assertSameAsOwner();
  }

  @Test
  void aListThatWasNotCommittedIsDiscarded() {
    aListWithOneFile();
    EntryId file = next.file(ROOT, "new");
    try (Staging staging = catalogue().stage(host, next.head().index())) {
      staging.add(List.of(next.entry(file)));
    }
    assertSameAsOwner();
    assertThat(receive(next, next.head())).isTrue();
  }

  @Test
  void beginningAnotherDiscardsTheOneBefore() {
    aListWithOneFile();
    EntryId file = next.file(ROOT, "new");
    try (Staging first = catalogue().stage(host, next.head().index())) {
      first.add(List.of(next.entry(file)));
      try (Staging second = catalogue().stage(host, next.head().index())) {
        assertThat(first.commit(next.head())).isFalse();
        assertSameAsOwner();
        second.add(List.of(next.entry(file)));
        assertThat(second.commit(next.head())).isTrue();
      }
    }
    assertSame(catalogue(), host, next);
  }

  @Test
  void aMissingEntryIsNoticed() {
    aListWithOneFile();
    next.file(ROOT, "a");
    ListHead head = next.head();
    assertRefused(
        new ListHead(head.index(), head.revision(), head.fingerprint(), head.entries() + 1));
  }

  @Test
  void aWrongFingerprintIsNoticed() {
    aListWithOneFile();
    next.file(ROOT, "a");
    ListHead head = next.head();
    assertRefused(new ListHead(head.index(), head.revision(), Fingerprint.EMPTY, head.entries()));
  }

  @Test
  void anotherIndexIsNoticed() {
    aListWithOneFile();
    next.file(ROOT, "a");
    ListHead head = next.head();
    assertRefused(
        new ListHead(IndexId.random(random), head.revision(), head.fingerprint(), head.entries()));
  }

  @Test
  void anEntryFromAfterTheHeadIsNoticed() {
    aListWithOneFile();
    next.file(ROOT, "a");
    ListHead head = next.head();
    assertRefused(
        new ListHead(head.index(), Revision.of(1, 0), head.fingerprint(), head.entries()));
  }

  @Test
  void anEntryInNoFolderIsNoticed() {
    aListWithOneFile();
    next.file(new EntryId(4711), "a");
    assertRefused(next.head());
  }

  @Test
  void anEntryInAFileIsNoticed() {
    aListWithOneFile();
    next.file(next.file(ROOT, "file"), "a");
    assertRefused(next.head());
  }

  @Test
  void aFolderBelowItselfIsNoticed() {
    aListWithOneFile();
    EntryId a = next.folder(ROOT, "a");
    EntryId b = next.folder(a, "b");
    next.move(a, b, "a");
    assertRefused(next.head());
  }

  @Test
  void twoEntriesOfOneNameAreNoticed() {
    aListWithOneFile();
    next.file(ROOT, "a");
    next.folder(ROOT, "a");
    assertRefused(next.head());
  }

  @Test
  void anEntryThatComesTwiceIsNoticed() {
    aListWithOneFile();
    EntryId file = next.file(ROOT, "a");
    ListHead head = next.head();
    try (Staging staging = catalogue().stage(host, head.index())) {
      staging.add(Collections.nCopies(2, next.entry(file)));
      Fingerprint twice = head.fingerprint().plus(next.entry(file));
      assertThat(staging.commit(new ListHead(head.index(), head.revision(), twice, 2))).isFalse();
    }
    assertSameAsOwner();
  }

  @Test
  void aRefusedListIsFollowedByAGoodOne() {
    aListWithOneFile();
    next.file(ROOT, "a");
    assertRefused(ListHead.empty(next.head().index()));
    assertThat(receive(next, next.head())).isTrue();
    assertSame(catalogue(), host, next);
  }
}
