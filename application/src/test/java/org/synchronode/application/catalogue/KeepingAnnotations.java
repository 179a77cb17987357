package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.application.catalogue.Attached.lock;
import static org.synchronode.application.catalogue.Attached.locks;
import static org.synchronode.application.catalogue.Attached.properties;
import static org.synchronode.application.catalogue.Attached.property;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.property.DeadProperty;

/** What is attached to an entry is there wherever the entry is, for as long as it is. */
abstract class KeepingAnnotations extends CataloguePart {
  private static final DeadProperty COLOUR = property("colour", "red");

  private Annotations attachedTo(String path) {
    return find(path).orElseThrow().annotations();
  }

  @Test
  void whatIsAttachedIsReadInEveryWay() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(folder, "file");
    owner.file(folder, "plain");
    receiveAll();
    owner.annotate(
        folder, new Annotations(List.of(COLOUR), List.of(lock(Lock.Scope.SHARED, true))));
    owner.annotate(file, locks(lock(Lock.Scope.EXCLUSIVE, false)));
    receiveDelta();
    assertThat(find("folder")).contains(owner.entry(folder));
    assertThat(list("folder", Depth.ZERO).getFirst().entry()).isEqualTo(owner.entry(folder));
    assertThat(list("folder", Depth.ONE))
        .extracting(Listing.Listed::entry)
        .contains(owner.entry(folder), owner.entry(file));
    assertThat(list("", Depth.INFINITY))
        .extracting(Listing.Listed::entry)
        .containsAll(owner.entries());
    assertSameAsOwner();
  }

  @Test
  void allOfItComesBackInItsOrderToTheLastBit() {
    Annotations several =
        new Annotations(
            List.of(
                property("z", "1"), property("a", ""), property("\u00fc", "\ud83d\ude00 '\"\n")),
            List.of(
                lock(Lock.Scope.SHARED, false),
                lock(Lock.Scope.SHARED, true).until(Instant.MAX),
                lock(Lock.Scope.SHARED, true).until(Instant.MIN)));
    EntryId file = owner.file(ROOT, "file");
    EntryId most = owner.folder(ROOT, "most");
    EntryId longest = owner.folder(ROOT, "longest");
    receiveAll();
    owner.annotate(file, several);
    owner.annotate(most, Attached.most());
    owner.annotate(longest, Attached.longest());
    receiveDelta();
    assertThat(attachedTo("file")).isEqualTo(several);
    assertSameAsOwner();
  }

  @Test
  void otherAnnotationsTakeThePlaceOfWhatWasThere() {
    EntryId file = owner.file(ROOT, "file");
    owner.annotate(file, properties(COLOUR, property("size", "1")));
    receiveAll();
    Annotations other = properties(property("size", "2")).with(lock(Lock.Scope.SHARED, true));
    Entry before = owner.entry(file);
    owner.annotate(file, other);
    assertThat(receiveDelta().changes())
        .containsExactly(new EntryChange.Changed(before, owner.entry(file)));
    assertThat(attachedTo("file")).isEqualTo(other);
    owner.annotate(file, Annotations.NONE);
    receiveDelta();
    assertThat(attachedTo("file")).isEqualTo(Annotations.NONE);
    assertSameAsOwner();
  }

  @Test
  void annotationsStayWithAFileThatIsWritten() {
    EntryId file = owner.file(ROOT, "file");
    owner.annotate(file, properties(COLOUR));
    receiveAll();
    owner.write(file, 77);
    receiveDelta();
    assertThat(attachedTo("file")).isEqualTo(properties(COLOUR));
  }

  @Test
  void annotationsMoveWithTheEntryAndWithItsFolder() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(folder, "file");
    EntryId other = owner.folder(ROOT, "other");
    Annotations locked = locks(lock(Lock.Scope.EXCLUSIVE, true));
    owner.annotate(folder, locked);
    owner.annotate(file, properties(COLOUR));
    receiveAll();
    owner.move(folder, other, "moved");
    receiveDelta();
    assertThat(attachedTo("other/moved")).isEqualTo(locked);
    assertThat(attachedTo("other/moved/file")).isEqualTo(properties(COLOUR));
    owner.move(file, ROOT, "out");
    receiveDelta();
    assertThat(attachedTo("out")).isEqualTo(properties(COLOUR));
    assertSameAsOwner();
  }

  @Test
  void twoEntriesThatSwapTheirNamesKeepTheirOwn() {
    EntryId a = owner.file(ROOT, "a");
    EntryId b = owner.file(ROOT, "b");
    owner.annotate(a, properties(COLOUR));
    receiveAll();
    owner.move(a, ROOT, "for a moment");
    owner.move(b, ROOT, "a");
    owner.move(a, ROOT, "b");
    receiveDelta();
    assertThat(attachedTo("a")).isEqualTo(Annotations.NONE);
    assertThat(attachedTo("b")).isEqualTo(properties(COLOUR));
  }

  @Test
  void annotationsGoWithTheEntryAndDoNotComeBackWithIt() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(folder, "file");
    EntryId top = owner.file(ROOT, "top");
    List.of(folder, file, top).forEach(id -> owner.annotate(id, properties(COLOUR)));
    receiveAll();
    List<Entry> gone = List.of(owner.entry(folder), owner.entry(file), owner.entry(top));
    owner.remove(folder);
    owner.remove(top);
    receiveDelta();
    assertSameAsOwner();
    gone.forEach(
        entry -> owner.comeBack(entry.annotated(Annotations.NONE, owner.head().revision())));
    receiveDelta();
    assertThat(attachedTo("folder")).isEqualTo(Annotations.NONE);
    assertThat(attachedTo("folder/file")).isEqualTo(Annotations.NONE);
    assertThat(attachedTo("top")).isEqualTo(Annotations.NONE);
  }

  @Test
  void whatWasRemovedIsToldWithWhatWasAttachedToIt() {
    EntryId file = owner.file(ROOT, "file");
    owner.annotate(file, properties(COLOUR));
    receiveAll();
    Entry before = owner.entry(file);
    owner.remove(file);
    assertThat(receiveDelta().changes()).containsExactly(new EntryChange.Removed(before));
  }

  @Test
  void aNewEntryMayComeWithAnnotations() {
    receiveAll();
    EntryId file = owner.file(ROOT, "file");
    owner.annotate(file, properties(COLOUR));
    assertThat(receiveDelta().changes()).containsExactly(new EntryChange.Added(owner.entry(file)));
    assertThat(attachedTo("file")).isEqualTo(properties(COLOUR));
  }

  @Test
  void annotationsAreToldSinceARevision() {
    EntryId file = owner.file(ROOT, "file");
    receiveAll();
    Revision from = owner.head().revision();
    owner.annotate(file, properties(COLOUR));
    receiveDelta();
    assertThat(catalogue().changesSince(host, from, 10).map(Delta::changes))
        .contains(List.of(new Change.Put(owner.entry(file))));
  }

  @Test
  void aRefusedDeltaLeavesThemAsTheyWere() {
    EntryId file = owner.file(ROOT, "file");
    owner.annotate(file, properties(COLOUR));
    receiveAll();
    Annotations before = attachedTo("file");
    Entry other = owner.entry(file).annotated(Annotations.NONE, owner.head().revision().next());
    Delta wrong =
        new Delta(
            owner.head().revision(),
            other.revision(),
            List.of(new Change.Put(other)),
            owner.head().fingerprint());
    assertThat(catalogue().apply(host, wrong)).isInstanceOf(ApplyOutcome.Inconsistent.class);
    assertThat(attachedTo("file")).isEqualTo(before);
    assertSameAsOwner();
  }

  @Test
  void aNewListBringsItsOwn() {
    owner.annotate(owner.file(ROOT, "file"), properties(COLOUR));
    receiveAll();
    receiveAll();
    assertSameAsOwner();
    owner.annotate(owner.members(ROOT).getFirst().id(), Annotations.NONE);
    receiveAll();
    assertSameAsOwner();
  }

  @Test
  void manyAmongManyAreKeptApart() {
    EntryId folder = owner.folder(ROOT, "folder");
    for (int i = 0; i < 11_000; i++) {
      EntryId file = owner.file(folder, "file " + i);
      if (i % 7 == 0 || (i > 5000 && i < 5300)) {
        owner.annotate(file, Attached.some(i));
      }
    }
    receiveAll();
    assertThat(Set.copyOf(everything(catalogue(), host))).isEqualTo(Set.copyOf(owner.entries()));
    assertThat(list("folder", Depth.ONE).stream().skip(1).map(Listing.Listed::entry))
        .containsExactlyElementsOf(owner.members(folder));
  }
}
