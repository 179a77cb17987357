package org.synchronode.application.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

/** Whatever happens on a disk, the list follows. */
class IndexSharePropertiesTest {

  @Property(tries = 500)
  void oneCompleteScanMakesTheListEqualTheDisk(
      @ForAll @Size(min = 20, max = 120) List<@IntRange(max = 1_000_000) Integer> script,
      @ForAll @IntRange(min = 1, max = 12) int stepsBetweenScans) {
    DiskModel disk = new DiskModel();
    IndexedShare share = new IndexedShare();
    for (int from = 0; from <= script.size(); from += stepsBetweenScans) {
      Map<String, DiskModel.Node> before = new HashMap<>(disk.nodes());
      Map<String, Entry> listedBefore = share.listed();
      play(disk, script.subList(from, Math.min(script.size(), from + stepsBetweenScans)));

      share.index.record(disk.listings());

      assertEqual(share, disk);
      assertIdsSurvive(before, listedBefore, disk, share);
      Revision now = share.revision();
      assertThat(share.index.record(disk.listings())).isZero();
      assertThat(share.revision()).isEqualTo(now);
    }
  }

  @Property(tries = 500)
  void listingsInAnyOrderAndInPartsNeverBreakTheListAndACompleteScanMendsIt(
      @ForAll @Size(min = 20, max = 120) List<@IntRange(max = 1_000_000) Integer> script,
      @ForAll @IntRange(min = 1, max = 12) int stepsBetweenScans,
      @ForAll Random random) {
    DiskModel disk = new DiskModel();
    IndexedShare share = new IndexedShare();
    List<FolderListing> stale = List.of();
    for (int from = 0; from <= script.size(); from += stepsBetweenScans) {
      play(disk, script.subList(from, Math.min(script.size(), from + stepsBetweenScans)));
      List<FolderListing> some = new ArrayList<>(disk.listings());
      Collections.shuffle(some, random);
      List<FolderListing> now = some.subList(0, random.nextInt(some.size() + 1));
      share.index.record(now);
      // What an older scan has seen comes late.
      share.index.record(stale);
      stale = List.copyOf(now);
      if (random.nextInt(4) == 0) {
        share.reopen();
      }
      assertThat(share.index.head().fingerprint()).isEqualTo(share.recomputed());
    }
    // Folders of a batch that the list does not have yet are passed over: twice is enough.
    disk.listings().forEach(listing -> share.index.record(List.of(listing)));
    assertEqual(share, disk);
    assertThat(share.index.record(disk.listings())).isZero();
  }

  @Property(tries = 500)
  void anIdThatIsGoneNeverComesBackAndVersionsOnlyGoForward(
      @ForAll @Size(min = 20, max = 80) List<@IntRange(max = 1_000_000) Integer> script,
      @ForAll @IntRange(min = 1, max = 12) int stepsBetweenScans) {
    DiskModel disk = new DiskModel();
    IndexedShare share = new IndexedShare();
    Set<EntryId> everSeen = new HashSet<>();
    Map<EntryId, Revision> versions = new HashMap<>();
    for (int from = 0; from <= script.size(); from += stepsBetweenScans) {
      Set<EntryId> before = idsOf(share);
      play(disk, script.subList(from, Math.min(script.size(), from + stepsBetweenScans)));
      share.index.record(disk.listings());
      for (Entry entry : share.listed().values()) {
        assertThat(before.contains(entry.id()) || everSeen.add(entry.id())).isTrue();
        everSeen.add(entry.id());
        if (entry instanceof FileEntry file) {
          Revision last = versions.getOrDefault(file.id(), Revision.NONE);
          assertThat(last.isAfter(file.version())).isFalse();
          versions.put(file.id(), file.version());
        }
      }
    }
  }

  @Property(tries = 500)
  void listingsOfDifferentMomentsInOneBatchNeverBreakTheListAndACompleteScanMendsIt(
      @ForAll @Size(min = 20, max = 120) List<@IntRange(max = 1_000_000) Integer> script,
      @ForAll @IntRange(min = 1, max = 12) int stepsBetweenScans,
      @ForAll Random random) {
    DiskModel disk = new DiskModel();
    IndexedShare share = new IndexedShare();
    for (int from = 0; from <= script.size(); from += stepsBetweenScans) {
      Map<EntryPath, FolderListing> torn = new HashMap<>();
      for (int step : script.subList(from, Math.min(script.size(), from + stepsBetweenScans))) {
        for (FolderListing listing : disk.listings()) {
          if (random.nextInt(3) > 0) {
            torn.put(listing.folder(), listing);
          }
        }
        play(disk, List.of(step));
      }
      share.index.record(List.copyOf(torn.values()));
      assertThat(share.index.head().fingerprint()).isEqualTo(share.recomputed());
    }
    share.index.record(disk.listings());
    assertEqual(share, disk);
  }

  private static Set<EntryId> idsOf(IndexedShare share) {
    Set<EntryId> ids = new HashSet<>();
    share.listed().values().forEach(entry -> ids.add(entry.id()));
    return ids;
  }

  private static void assertEqual(IndexedShare share, DiskModel disk) {
    Map<String, DiskModel.Node> listed = new TreeMap<>();
    share
        .listed()
        .forEach(
            (path, entry) ->
                listed.put(
                    path,
                    new DiskModel.Node(
                        share.indexed(path).key().inode(),
                        entry.modified(),
                        entry instanceof FileEntry file
                            ? Optional.of(file.size())
                            : Optional.empty())));
    Map<String, DiskModel.Node> there = new TreeMap<>(disk.nodes());
    there.remove("");
    assertThat(listed).isEqualTo(there);
    assertThat(share.index.head().fingerprint()).isEqualTo(share.recomputed());
    assertThat(share.index.head().entries()).isEqualTo(there.size());
  }

  /**
   * What has the same inode, time and size keeps its id and version, wherever it is, unless
   * something else had its new name before, or has its old name now: then the name's id stays with
   * the name.
   */
  private static void assertIdsSurvive(
      Map<String, DiskModel.Node> before,
      Map<String, Entry> listedBefore,
      DiskModel disk,
      IndexedShare share) {
    Map<DiskModel.Node, String> placeBefore = new HashMap<>();
    before.forEach((path, node) -> placeBefore.put(node, path));
    disk.paths()
        .forEach(
            path -> {
              String was = placeBefore.get(disk.node(path));
              if (was == null) {
                return;
              }
              Entry then = Objects.requireNonNull(listedBefore.get(was));
              Entry now = share.entry(path);
              if (was.equals(path)) {
                assertThat(kind(now)).isEqualTo(kind(then));
              }
              if (sameChain(path, was, before, disk)
                  || (nameWasFree(path, before) && nameIsFree(was, disk))) {
                assertThat(now.id()).as(was + " is now " + path).isEqualTo(then.id());
                if (now instanceof FileEntry file) {
                  assertThat(file.version()).isEqualTo(((FileEntry) then).version());
                }
              }
            });
  }

  private static boolean sameChain(
      String path, String was, Map<String, DiskModel.Node> before, DiskModel disk) {
    for (String at = path; !at.isEmpty(); at = DiskModel.parent(at)) {
      DiskModel.Node old = before.get(at);
      if (old == null || old.inode() != disk.node(at).inode()) {
        return false;
      }
    }
    return path.equals(was);
  }

  /** Whether nothing at all had that name before, in any folder. */
  private static boolean nameWasFree(String path, Map<String, DiskModel.Node> before) {
    return before.keySet().stream().noneMatch(old -> last(old).equals(last(path)));
  }

  /** Whether nothing at all has that name now, in any folder. */
  private static boolean nameIsFree(String was, DiskModel disk) {
    return disk.paths().stream().noneMatch(path -> last(path).equals(last(was)));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Class<?> kind(Entry entry) {
    return switch (entry) {
      case FileEntry _ -> FileEntry.class;
      case FolderEntry _ -> FolderEntry.class;
    };
  }

  /** One change of the disk for each number. */
  private static void play(DiskModel disk, List<Integer> steps) {
    for (int step : steps) {
      Random choice = new Random(step);
      List<String> paths = disk.paths();
      List<String> files = paths.stream().filter(path -> !disk.node(path).isFolder()).toList();
      String into =
          DiskModel.child(
              pick(disk.folders(), choice),
              pick(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"), choice));
      switch (choice.nextInt(paths.isEmpty() ? 2 : files.isEmpty() ? 6 : 8)) {
        case 0 -> disk.file(into, choice.nextInt(3));
        case 1 -> disk.folder(into);
        case 2, 3 -> disk.move(pick(paths, choice), into);
        case 4 -> disk.delete(pick(paths, choice));
        case 5 -> disk.swap(pick(paths, choice), pick(paths, choice));
        case 6 -> disk.rewrite(pick(files, choice), choice.nextInt(3));
        default -> disk.replace(pick(files, choice), choice.nextInt(3));
      }
    }
  }

  private static String pick(List<String> from, Random choice) {
    return from.get(choice.nextInt(from.size()));
  }
}
