package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

class InMemoryCatalogueTest {
  private static final HostId OWNER = new HostId("a".repeat(26));
  private static final HostId COPY = new HostId("b".repeat(26));
  private static final IndexId INDEX = new IndexId("0123456789abcdef");
  private static final Instant THEN = Instant.parse("2026-06-03T01:02:03Z");

  private final InMemoryCatalogue catalogue = new InMemoryCatalogue();

  @BeforeEach
  void bothListsAreEmpty() {
    catalogue.shareIndex().open(OWNER, INDEX);
    catalogue.shareIndex().open(COPY, INDEX);
  }

  @Test
  void whatMovedIntoAFolderThatThenWentIsGoneForWhoSawNeither() {
    apply(put(folder(1, 0, "from", 1)), put(folder(2, 0, "into", 2)), put(file(3, 1, "x", 3)));
    pull();
    apply(put(file(3, 2, "x", 4)));
    apply(new Change.Remove(new EntryId(2), rev(5)));

    pull();

    assertThat(paths(COPY)).containsExactly("", "from");
  }

  @Test
  void whatMovedOutOfAFolderThatThenWentStays() {
    apply(put(folder(1, 0, "f", 1)), put(file(2, 1, "x", 2)), put(file(3, 1, "y", 3)));
    pull();
    apply(put(file(2, 0, "x", 4)));
    apply(new Change.Remove(new EntryId(1), rev(5)));

    pull();

    assertThat(paths(COPY)).containsExactly("", "x");
  }

  @Test
  void twoFilesSwapTheirNamesInOneDelta() {
    apply(put(file(1, 0, "a", 1)), put(file(2, 0, "b", 2)));
    apply(put(file(1, 0, "b", 3)), put(file(2, 0, "a", 4)));

    assertThat(catalogue.find(OWNER, EntryPath.of("a")).map(Entry::id)).contains(new EntryId(2));
  }

  @Test
  void aDeltaThatFitsNowhereOrContradictsItselfChangesNothing() {
    assertThat(catalogue.apply(new HostId("c".repeat(26)), delta(0, 1)))
        .isInstanceOf(ApplyOutcome.NoList.class);
    assertThat(catalogue.apply(OWNER, delta(1, 2))).isInstanceOf(ApplyOutcome.Gap.class);
    assertThat(catalogue.apply(OWNER, delta(0, 1, put(file(1, 9, "lost", 1)))))
        .isInstanceOf(ApplyOutcome.Inconsistent.class);
    assertThat(
            catalogue.apply(
                OWNER, delta(0, 2, put(folder(1, 2, "a", 1)), put(folder(2, 1, "b", 2)))))
        .isInstanceOf(ApplyOutcome.Inconsistent.class);
    assertThat(catalogue.head(OWNER)).contains(ListHead.empty(INDEX));
  }

  @Test
  void aStagedListReplacesTheOldOneOnlyWhenItAddsUp() {
    Entry entry = file(1, 0, "a", 1);
    ListHead promised = new ListHead(INDEX, rev(1), Fingerprint.EMPTY.plus(entry), 1);
    try (Staging broken = catalogue.stage(COPY, INDEX)) {
      assertThat(broken.commit(promised)).isFalse();
    }
    try (Staging whole = catalogue.stage(COPY, INDEX)) {
      whole.add(List.of(entry));
      assertThat(whole.commit(promised)).isTrue();
    }
    assertThat(catalogue.head(COPY)).contains(promised);
    assertThat(catalogue.changesSince(COPY, Revision.NONE, 10)).isEmpty();
  }

  @Test
  void aNameIsFoundInItsOtherForm() {
    apply(put(file(1, 0, "e\u0301", 1)));
    assertThat(catalogue.find(OWNER, EntryPath.of("\u00e9"))).isPresent();
    assertThat(catalogue.shareIndex().find(OWNER, EntryPath.of("\u00e9"))).isEmpty();
  }

  private void apply(Change... changes) {
    Revision from = catalogue.head(OWNER).orElseThrow().revision();
    Delta delta = delta(from.counter(), changes[changes.length - 1].revision().counter(), changes);
    assertThat(catalogue.apply(OWNER, withRightFingerprint(delta)))
        .isInstanceOf(ApplyOutcome.Applied.class);
  }

  private void pull() {
    Revision from = catalogue.head(COPY).orElseThrow().revision();
    Optional<Delta> delta = catalogue.changesSince(OWNER, from, 100);
    assertThat(catalogue.apply(COPY, delta.orElseThrow())).isInstanceOf(ApplyOutcome.Applied.class);
  }

  /** Tries the delta with a copy of the list: what it leads to has the fingerprint. */
  private Delta withRightFingerprint(Delta delta) {
    List<Entry> after = new ArrayList<>();
    try (Snapshot snapshot = catalogue.snapshot(OWNER).orElseThrow()) {
      snapshot.entries().forEachRemaining(after::add);
    }
    for (Change change : delta.changes()) {
      after.removeIf(
          entry ->
              entry.id().equals(change.id())
                  || (change instanceof Change.Remove && entry.parent().equals(change.id())));
      if (change instanceof Change.Put(Entry entry)) {
        after.add(entry);
      }
    }
    return new Delta(delta.from(), delta.to(), delta.changes(), InMemoryList.fingerprint(after));
  }

  private List<String> paths(HostId host) {
    List<String> paths = new ArrayList<>();
    try (Listing listing = catalogue.list(host, EntryPath.ROOT, Depth.INFINITY).orElseThrow()) {
      listing.entries().forEachRemaining(listed -> paths.add(listed.path().toString()));
    }
    return paths;
  }

  private static Delta delta(long from, long to, Change... changes) {
    List<Entry> put = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Put(Entry entry)) {
        put.add(entry);
      }
    }
    return new Delta(rev(from), rev(to), List.of(changes), InMemoryList.fingerprint(put));
  }

  private static Change put(Entry entry) {
    return new Change.Put(entry);
  }

  private static Entry file(long id, long parent, String name, long revision) {
    return new FileEntry(
        new EntryId(id),
        new EntryId(parent),
        new EntryName(name),
        THEN,
        7,
        new Revision(id),
        rev(revision));
  }

  private static Entry folder(long id, long parent, String name, long revision) {
    return new FolderEntry(
        new EntryId(id), new EntryId(parent), new EntryName(name), THEN, rev(revision));
  }

  private static Revision rev(long counter) {
    return Revision.of(0, counter);
  }
}
