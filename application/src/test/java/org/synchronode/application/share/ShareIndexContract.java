package org.synchronode.application.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.Attached;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.lock.Lock;

/**
 * What every {@link ShareIndex} does. Each test uses a host of its own, so one index may serve many
 * tests.
 */
public abstract class ShareIndexContract {
  private static final EntryId ROOT = EntryId.ROOT;
  private static final FileKey KEY = new FileKey(66306, Long.MIN_VALUE + 7);

  private final Random random = new Random();
  private final HostId own = HostId.random(random);
  private final IndexId fresh = IndexId.random(random);
  private final OwnersList owner = new OwnersList(fresh);

  /** The implementation under test. */
  protected abstract ShareIndex index();

  /** The catalogue that shows the same entries. */
  protected abstract Catalogue catalogue();

  private void applied(Map<EntryId, FileKey> keys) {
    Delta delta = owner.delta();
    ListHead head = index().open(own, fresh);
    Delta fits = new Delta(head.revision(), delta.to(), delta.changes(), delta.fingerprint());
    assertThat(index().apply(own, fits, keys))
        .isInstanceOfSatisfying(
            ApplyOutcome.Applied.class,
            applied -> assertThat(applied.head()).isEqualTo(owner.head()));
  }

  private Indexed indexed(EntryId id, FileKey key) {
    return new Indexed(owner.entry(id), key);
  }

  @Test
  void anEmptyListIsMadeWhereThereIsNone() {
    assertThat(index().open(own, fresh)).isEqualTo(ListHead.empty(fresh));
    assertThat(catalogue().head(own)).contains(ListHead.empty(fresh));
    assertThat(catalogue().find(own, EntryPath.ROOT)).isPresent();
  }

  @Test
  void aListThatIsThereIsOpenedAsItIs() {
    index().open(own, fresh);
    owner.file(ROOT, "file");
    applied(Map.of());
    assertThat(index().open(own, IndexId.random(random))).isEqualTo(owner.head());
  }

  @Test
  void aNameThatLooksTheSameIsFoundBesideTheVeryName() {
    index().open(own, fresh);
    EntryId decomposed = owner.file(ROOT, "e\u0301");
    owner.file(ROOT, "f");
    applied(Map.of());
    assertThat(index().memberAlike(own, ROOT, new EntryName("\u00e9")))
        .map(alike -> alike.entry().id())
        .contains(decomposed);
    assertThat(index().memberAlike(own, ROOT, new EntryName("e\u0301"))).isEmpty();
    assertThat(index().memberAlike(own, ROOT, new EntryName("e"))).isEmpty();
    assertThat(index().memberAlike(own, decomposed, new EntryName("\u00e9"))).isEmpty();
  }

  @Test
  void theRootIsFoundWithoutAKey() {
    index().open(own, fresh);
    Indexed root = index().find(own, EntryPath.ROOT).orElseThrow();
    assertThat(root.key()).isEqualTo(FileKey.NONE);
    assertThat(root.entry()).isEqualTo(FolderEntry.root(root.entry().modified(), Revision.NONE));
  }

  @Test
  void anEntryIsFoundWithItsKey() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(folder, "file");
    applied(Map.of(folder, KEY, file, new FileKey(1, 2)));
    assertThat(index().find(own, EntryPath.parse("folder"))).contains(indexed(folder, KEY));
    assertThat(index().find(own, EntryPath.parse("folder/file")))
        .contains(indexed(file, new FileKey(1, 2)));
    assertThat(index().find(own, EntryPath.parse("folder/none"))).isEmpty();
  }

  @Test
  void namesAreExact() {
    owner.file(ROOT, "e\u0301");
    applied(Map.of());
    assertThat(index().find(own, EntryPath.parse("e\u0301"))).isPresent();
    assertThat(index().find(own, EntryPath.parse("\u00e9"))).isEmpty();
  }

  @Test
  void anEntryWithoutAKeyHasNone() {
    EntryId file = owner.file(ROOT, "file");
    applied(Map.of());
    assertThat(index().members(own, ROOT)).containsExactly(indexed(file, FileKey.NONE));
  }

  @Test
  void aKeyChangesWithTheEntry() {
    EntryId file = owner.file(ROOT, "file");
    EntryId other = owner.file(ROOT, "other");
    applied(Map.of(file, new FileKey(1, 2), other, new FileKey(1, 3)));
    owner.write(file, 5);
    applied(Map.of(file, KEY));
    assertThat(index().members(own, ROOT))
        .containsExactlyInAnyOrder(indexed(file, KEY), indexed(other, new FileKey(1, 3)));
  }

  @Test
  void membersAreWhatLiesDirectlyInAFolder() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId inner = owner.folder(folder, "inner");
    EntryId file = owner.file(folder, "file");
    owner.file(inner, "deep");
    applied(Map.of(inner, KEY));
    assertThat(index().members(own, folder))
        .containsExactlyInAnyOrder(indexed(inner, KEY), indexed(file, FileKey.NONE));
    assertThat(index().members(own, new EntryId(4711))).isEmpty();
  }

  @Test
  void manyFoldersAreFoundAtOnceWithWhatLiesInThem() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId inner = owner.folder(folder, "inner");
    EntryId file = owner.file(folder, "file");
    EntryId deep = owner.file(inner, "inner");
    applied(Map.of(folder, KEY));
    Map<EntryPath, KnownFolder> found =
        index()
            .folders(
                own,
                List.of(
                    EntryPath.ROOT,
                    EntryPath.parse("folder/inner"),
                    EntryPath.parse("folder/file"),
                    EntryPath.parse("folder/file/none"),
                    EntryPath.parse("none/inner"),
                    EntryPath.parse("folder")));
    assertThat(found)
        .containsOnlyKeys(
            EntryPath.ROOT, EntryPath.parse("folder"), EntryPath.parse("folder/inner"));
    assertThat(members(found, EntryPath.ROOT)).containsExactly(indexed(folder, KEY));
    assertThat(members(found, EntryPath.parse("folder")))
        .containsExactlyInAnyOrder(indexed(inner, FileKey.NONE), indexed(file, FileKey.NONE));
    assertThat(members(found, EntryPath.parse("folder/inner")))
        .containsExactly(indexed(deep, FileKey.NONE));
    assertThat(found.get(EntryPath.parse("folder")))
        .extracting(KnownFolder::self)
        .isEqualTo(indexed(folder, KEY));
  }

  private static List<Indexed> members(Map<EntryPath, KnownFolder> found, EntryPath path) {
    return Optional.ofNullable(found.get(path)).orElseThrow().members();
  }

  @Test
  void foldersOfAListThatIsNotThereAreNotFound() {
    assertThat(index().folders(own, List.of(EntryPath.ROOT))).isEmpty();
  }

  @Test
  void belowIsEverythingHoweverDeep() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId inner = owner.folder(folder, "inner");
    EntryId deep = owner.file(owner.folder(inner, "deeper"), "deep");
    owner.file(ROOT, "beside");
    applied(Map.of(deep, KEY));
    List<Indexed> below = index().below(own, folder);
    assertThat(below)
        .extracting(Indexed::entry)
        .containsExactlyInAnyOrderElementsOf(owner.below(folder));
    assertThat(below).contains(indexed(deep, KEY));
    assertThat(index().below(own, deep)).isEmpty();
    assertThat(index().below(own, ROOT)).hasSize(owner.entries().size());
  }

  @Test
  void aChainLeadsFromTheRootToAPlace() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId inner = owner.folder(folder, "inner");
    EntryId file = owner.file(inner, "file");
    owner.annotate(inner, Attached.some(7));
    applied(Map.of(folder, KEY));
    Indexed root = index().find(own, EntryPath.ROOT).orElseThrow();
    List<Indexed> toInner = List.of(root, indexed(folder, KEY), indexed(inner, FileKey.NONE));
    assertThat(index().chain(own, EntryPath.parse("folder/inner"))).isEqualTo(toInner);
    assertThat(index().chain(own, EntryPath.parse("folder/inner/none/deeper"))).isEqualTo(toInner);
    assertThat(index().chain(own, EntryPath.parse("folder/inner/file/none")))
        .hasSize(4)
        .startsWith(toInner.toArray(Indexed[]::new))
        .endsWith(indexed(file, FileKey.NONE));
    assertThat(index().chain(own, EntryPath.ROOT)).containsExactly(root);
  }

  @Test
  void aChainGoesByExactNamesOnly() {
    owner.folder(ROOT, "e\u0301");
    applied(Map.of());
    assertThat(index().chain(own, EntryPath.parse("\u00e9"))).hasSize(1);
  }

  @Test
  void aListThatIsNotThereHasNoChainAndNoLocks() {
    assertThat(index().chain(own, EntryPath.parse("any"))).isEmpty();
    assertThat(index().locked(own)).isEmpty();
  }

  @Test
  void whatIsLockedIsToldWithItsPlace() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId inner = owner.folder(folder, "inner");
    EntryId file = owner.file(inner, "file");
    owner.file(inner, "free");
    Lock ended = Attached.lock(Lock.Scope.EXCLUSIVE, false).until(Instant.EPOCH);
    owner.annotate(inner, Attached.locks(ended));
    owner.annotate(
        file,
        Attached.properties(Attached.property("p", "v"))
            .with(Attached.lock(Lock.Scope.SHARED, false))
            .with(Attached.lock(Lock.Scope.SHARED, false)));
    owner.annotate(folder, Attached.properties(Attached.property("p", "v")));
    applied(Map.of(file, KEY));
    assertThat(index().locked(own))
        .containsExactlyInAnyOrder(
            new Located(EntryPath.parse("folder/inner"), indexed(inner, FileKey.NONE)),
            new Located(EntryPath.parse("folder/inner/file"), indexed(file, KEY)));
    owner.move(inner, ROOT, "moved");
    owner.annotate(inner, Annotations.NONE);
    applied(Map.of());
    assertThat(index().locked(own))
        .containsExactly(new Located(EntryPath.parse("moved/file"), indexed(file, KEY)));
    owner.remove(inner);
    applied(Map.of());
    assertThat(index().locked(own)).isEmpty();
  }

  @Test
  void everyLookUpBringsWhatIsAttached() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(folder, "file");
    owner.annotate(folder, Attached.some(7));
    owner.annotate(file, Attached.some(11));
    applied(Map.of(folder, KEY));
    EntryPath path = EntryPath.parse("folder");
    assertThat(index().find(own, path)).contains(indexed(folder, KEY));
    assertThat(index().members(own, folder)).containsExactly(indexed(file, FileKey.NONE));
    assertThat(index().below(own, ROOT))
        .containsExactlyInAnyOrder(indexed(folder, KEY), indexed(file, FileKey.NONE));
    assertThat(index().folders(own, List.of(path)))
        .containsEntry(
            path, new KnownFolder(indexed(folder, KEY), List.of(indexed(file, FileKey.NONE))));
  }

  @Test
  void theCatalogueShowsTheSameEntries() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId file = owner.file(folder, "file");
    applied(Map.of(file, KEY));
    owner.move(folder, ROOT, "moved");
    applied(Map.of(folder, KEY));
    Optional<Entry> shown = catalogue().find(own, EntryPath.parse("moved/file"));
    assertThat(shown).contains(owner.entry(file));
    assertThat(catalogue().changesSince(own, Revision.NONE, 10).orElseThrow().changes()).hasSize(2);
  }
}
