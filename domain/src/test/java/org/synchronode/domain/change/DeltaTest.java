package org.synchronode.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

class DeltaTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901234Z");

  private static Change put(long id, long counter) {
    Revision revision = Revision.of(1, counter);
    return new Change.Put(
        new FileEntry(
            new EntryId(id), EntryId.ROOT, new EntryName("f" + id), TIME, 1, revision, revision));
  }

  private static Delta delta(long from, long to, Change... changes) {
    return new Delta(Revision.of(1, from), Revision.of(1, to), List.of(changes), Fingerprint.EMPTY);
  }

  @Test
  void changesComeInOrderBetweenItsEnds() {
    assertThat(delta(1, 3, put(7, 2), put(8, 3)).changes()).hasSize(2);
    assertThat(delta(1, 1).changes()).isEmpty();
    assertThatThrownBy(() -> delta(2, 3, put(7, 2))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> delta(1, 2, put(7, 3))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> delta(1, 3, put(7, 3), put(8, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> delta(3, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEntryAppearsOnce() {
    assertThatThrownBy(() -> delta(1, 3, put(7, 2), put(7, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRootIsNeitherPutNorRemoved() {
    assertThatThrownBy(() -> new Change.Remove(EntryId.ROOT, Revision.of(1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Change.Put(FolderEntry.root(TIME, Revision.of(1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFingerprintForgetsOrderAndNothingElse() {
    Revision one = Revision.of(1, 1);
    FileEntry a =
        new FileEntry(new EntryId(1), EntryId.ROOT, new EntryName("a"), TIME, 1, one, one);
    FolderEntry b = new FolderEntry(new EntryId(2), EntryId.ROOT, new EntryName("b"), TIME, one);
    assertThat(Fingerprint.EMPTY.plus(a).plus(b)).isEqualTo(Fingerprint.EMPTY.plus(b).plus(a));
    assertThat(Fingerprint.EMPTY.plus(a).plus(b).minus(a).minus(b)).isEqualTo(Fingerprint.EMPTY);
    for (FileEntry other :
        List.of(
            new FileEntry(new EntryId(3), EntryId.ROOT, a.name(), TIME, 1, one, one),
            new FileEntry(a.id(), b.id(), a.name(), TIME, 1, one, one),
            new FileEntry(a.id(), a.parent(), new EntryName("A"), TIME, 1, one, one),
            new FileEntry(a.id(), a.parent(), a.name(), TIME.plusNanos(1), 1, one, one),
            new FileEntry(a.id(), a.parent(), a.name(), TIME, 2, one, one),
            new FileEntry(a.id(), a.parent(), a.name(), TIME, 1, one, Revision.of(1, 2)))) {
      assertThat(Fingerprint.EMPTY.plus(other)).isNotEqualTo(Fingerprint.EMPTY.plus(a));
    }
  }
}
