package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;

/** {@link Catalogue#list} and {@link Catalogue#snapshot}. */
abstract class ListingEntries extends CataloguePart {

  /** More than an implementation should keep in memory. */
  private static final int MANY = 25_000;

  private void aSmallTree() {
    EntryId b = owner.folder(ROOT, "b");
    owner.file(ROOT, "c");
    owner.file(ROOT, "a");
    EntryId deep = owner.folder(b, "deep");
    owner.file(b, "B");
    owner.file(deep, "z");
    owner.file(deep, "y");
    receiveAll();
  }

  @Test
  void depthZeroIsTheEntryAlone() {
    aSmallTree();
    assertThat(paths(list("b", Depth.ZERO))).containsExactly("b");
    assertRoot(list("", Depth.ZERO).getFirst().entry(), owner);
  }

  @Test
  void depthOneIsTheFolderAndItsMembersByName() {
    aSmallTree();
    assertThat(paths(list("", Depth.ONE))).containsExactly("", "a", "b", "c");
    assertThat(paths(list("b", Depth.ONE))).containsExactly("b", "b/B", "b/deep");
  }

  @Test
  void depthInfinityIsEverythingBelow() {
    aSmallTree();
    assertThat(paths(list("", Depth.INFINITY)))
        .containsExactlyInAnyOrder("", "a", "b", "c", "b/B", "b/deep", "b/deep/y", "b/deep/z");
    assertThat(paths(list("b", Depth.INFINITY)))
        .containsExactlyInAnyOrder("b", "b/B", "b/deep", "b/deep/y", "b/deep/z");
  }

  @Test
  void aFolderComesBeforeWhatLiesInItAndMembersComeByName() {
    EntryId old = owner.folder(ROOT, "old");
    owner.file(old, "2");
    owner.file(old, "1");
    EntryId young = owner.folder(ROOT, "young");
    owner.move(old, young, "moved");
    receiveAll();
    List<String> paths = paths(list("", Depth.INFINITY));
    assertThat(paths)
        .containsSubsequence("", "young", "young/moved", "young/moved/1", "young/moved/2");
  }

  @Test
  void aFileIsListedAloneAtAnyDepth() {
    aSmallTree();
    for (Depth depth : Depth.values()) {
      assertThat(paths(list("b/deep/y", depth))).containsExactly("b/deep/y");
    }
  }

  @Test
  void anEmptyFolderIsListedAlone() {
    owner.folder(ROOT, "empty");
    receiveAll();
    assertThat(paths(list("empty", Depth.INFINITY))).containsExactly("empty");
  }

  @Test
  void whatIsNotThereHasNoListing() {
    aSmallTree();
    assertThat(catalogue().list(host, EntryPath.of("none"), Depth.ONE)).isEmpty();
    assertThat(catalogue().list(host, EntryPath.of("a", "none"), Depth.ONE)).isEmpty();
  }

  @Test
  void pathsAreToldInTheStoredSpelling() {
    String stored = Normalizer.normalize("é", Normalizer.Form.NFD);
    owner.file(owner.folder(ROOT, stored), "file");
    receiveAll();
    assertThat(paths(list(Normalizer.normalize("é", Normalizer.Form.NFC), Depth.ONE)))
        .containsExactly(stored, stored + "/file");
  }

  @Test
  void entriesAreToldAsTheOwnerHasThem() {
    aSmallTree();
    assertThat(list("", Depth.INFINITY).stream().skip(1).map(Listing.Listed::entry))
        .containsExactlyInAnyOrderElementsOf(owner.entries());
    assertSameAsOwner();
  }

  @Test
  void aFolderMayHaveVeryManyMembers() {
    EntryId folder = owner.folder(ROOT, "many");
    for (int i = 0; i < MANY; i++) {
      owner.file(folder, "file " + i);
    }
    receiveAll();
    assertThat(list("many", Depth.ONE).stream().skip(1).map(Listing.Listed::entry))
        .containsExactlyElementsOf(owner.members(folder));
    assertSameAsOwner();
  }

  @Test
  void aTreeMayHaveVeryManyEntries() {
    EntryId folder = ROOT;
    for (int i = 0; i < MANY; i++) {
      if (i % 100 == 0) {
        folder = owner.folder(i % 1000 == 0 ? ROOT : folder, "folder " + i);
      }
      owner.file(folder, "file " + i);
    }
    receiveAll();
    List<Listing.Listed> listed = list("", Depth.INFINITY);
    Map<EntryId, EntryPath> folders = new HashMap<>();
    Map<EntryId, Entry> expected = new HashMap<>();
    owner.entries().forEach(entry -> expected.put(entry.id(), entry));
    for (Listing.Listed one : listed) {
      folders.put(one.entry().id(), one.path());
      if (!one.path().isRoot()) {
        assertThat(one.entry()).isEqualTo(expected.remove(one.entry().id()));
        assertThat(one.path().parent()).isEqualTo(folders.get(one.entry().parent()));
        assertThat(one.path().name()).isEqualTo(one.entry().name());
      }
    }
    assertThat(expected).isEmpty();
  }

  @Test
  void aListingDoesNotChangeAfterwards() {
    aSmallTree();
    try (Listing listing = catalogue().list(host, EntryPath.ROOT, Depth.INFINITY).orElseThrow();
        Snapshot snapshot = catalogue().snapshot(host).orElseThrow()) {
      int before = owner.entries().size();
      owner.members(ROOT).forEach(entry -> owner.remove(entry.id()));
      receiveDelta();
      assertThat(rest(listing)).hasSize(before + 1);
      assertThat(snapshot.entries()).toIterable().hasSize(before);
    }
  }

  @Test
  void aListingIsOfOneRevisionWhileTheListGoesOn() throws InterruptedException {
    EntryId left = owner.folder(ROOT, "left");
    EntryId right = owner.folder(ROOT, "right");
    EntryId wanderer = owner.folder(left, "wanderer");
    for (int i = 0; i < 500; i++) {
      owner.file(owner.folder(i % 2 == 0 ? wanderer : left, "folder " + i), "file");
    }
    receiveAll();
    AtomicBoolean enough = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; !enough.get(); i++) {
                    owner.move(wanderer, i % 2 == 0 ? right : left, "wanderer");
                    owner.file(i % 3 == 0 ? wanderer : right, "new " + i);
                    receiveDelta();
                  }
                });
    try {
      for (int i = 0; i < 20; i++) {
        try (Listing listing =
            catalogue().list(host, EntryPath.ROOT, Depth.INFINITY).orElseThrow()) {
          Fingerprint sum = Fingerprint.EMPTY;
          for (Listing.Listed one : rest(listing).stream().skip(1).toList()) {
            sum = sum.plus(one.entry());
          }
          assertThat(sum).isEqualTo(listing.head().fingerprint());
        }
        everything(catalogue(), host);
      }
    } finally {
      enough.set(true);
      writer.join();
    }
    assertSameAsOwner();
  }
}
