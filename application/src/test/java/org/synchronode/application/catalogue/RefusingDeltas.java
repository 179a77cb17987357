package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;

/** {@link Catalogue#apply} of deltas that do not fit: nothing is changed. */
abstract class RefusingDeltas extends CataloguePart {

  private static Delta empty(Revision from, Revision to) {
    return new Delta(from, to, List.of(), Fingerprint.EMPTY);
  }

  @Test
  void aHostWithoutAListTakesNoDelta() {
    assertThat(catalogue().apply(host, empty(Revision.NONE, Revision.of(1, 1))))
        .isEqualTo(new ApplyOutcome.NoList());
    assertThat(catalogue().head(host)).isEmpty();
  }

  @Test
  void aDeltaThatBeginsElsewhereIsAGap() {
    owner.file(ROOT, "file");
    receiveAll();
    ListHead have = owner.head();
    Revision later = have.revision().next();
    assertThat(catalogue().apply(host, empty(later, later.next())))
        .isEqualTo(new ApplyOutcome.Gap(have));
    assertThat(catalogue().apply(host, empty(Revision.NONE, later)))
        .isEqualTo(new ApplyOutcome.Gap(have));
    assertSameAsOwner();
  }

  @Test
  void aDeltaThatDoesNotLeadToItsFingerprintIsInconsistent() {
    EntryId folder = owner.folder(ROOT, "folder");
    owner.file(folder, "file");
    receiveAll();
    Collection<Entry> before = owner.entries();
    ListHead head = owner.head();
    owner.file(ROOT, "new");
    owner.move(folder, ROOT, "moved");
    Delta delta = owner.delta();
    Fingerprint wrong = new Fingerprint(delta.fingerprint().value() + 1);
    assertThat(catalogue().apply(host, new Delta(delta.from(), delta.to(), delta.changes(), wrong)))
        .isInstanceOf(ApplyOutcome.Inconsistent.class);
    assertThat(catalogue().head(host)).contains(head);
    assertThat(everything(catalogue(), host)).containsExactlyInAnyOrderElementsOf(before);
    assertThat(catalogue().apply(host, delta)).isInstanceOf(ApplyOutcome.Applied.class);
    assertSameAsOwner();
  }

  /** The deltas below promise the right fingerprint, so that it is not what refuses them. */
  private void assertContradiction(EntryId... touched) {
    ListHead head = catalogue().head(host).orElseThrow();
    Collection<Entry> before = everything(catalogue(), host);
    List<Change> puts =
        Stream.of(touched)
            .map(id -> new Change.Put(owner.entry(id)))
            .map(Change.class::cast)
            .toList();
    Delta delta =
        new Delta(head.revision(), owner.head().revision(), puts, owner.head().fingerprint());
    assertThat(catalogue().apply(host, delta)).isInstanceOf(ApplyOutcome.Inconsistent.class);
    assertThat(catalogue().head(host)).contains(head);
    assertThat(everything(catalogue(), host)).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void twoFilesOfOneNameContradict() {
    owner.file(ROOT, "name");
    receiveAll();
    assertContradiction(owner.file(ROOT, "name"));
  }

  @Test
  void aFileAndAFolderOfOneNameContradict() {
    owner.file(ROOT, "name");
    receiveAll();
    assertContradiction(owner.folder(ROOT, "name"));
  }

  @Test
  void aFolderThatIsNotThereHasNoMembers() {
    receiveAll();
    assertContradiction(owner.file(new EntryId(4711), "file"));
  }

  @Test
  void aFileHasNoMembers() {
    EntryId file = owner.file(ROOT, "file");
    receiveAll();
    assertContradiction(owner.file(file, "below"));
  }

  @Test
  void aFileOfTheSameDeltaHasNoMembers() {
    receiveAll();
    EntryId file = owner.file(ROOT, "file");
    assertContradiction(file, owner.file(file, "below"));
  }

  @Test
  void aFolderDoesNotLieInItself() {
    EntryId folder = owner.folder(ROOT, "folder");
    receiveAll();
    owner.move(folder, folder, "folder");
    assertContradiction(folder);
  }

  @Test
  void aFolderDoesNotLieBelowItself() {
    EntryId outer = owner.folder(ROOT, "outer");
    EntryId deep = owner.folder(owner.folder(outer, "inner"), "deep");
    receiveAll();
    owner.move(outer, deep, "outer");
    assertContradiction(outer);
  }

  @Test
  void newFoldersDoNotLieInEachOther() {
    receiveAll();
    EntryId a = owner.folder(ROOT, "a");
    EntryId b = owner.folder(a, "b");
    owner.move(a, b, "a");
    assertContradiction(b, a);
  }
}
