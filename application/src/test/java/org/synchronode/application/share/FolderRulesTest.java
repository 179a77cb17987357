package org.synchronode.application.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

class FolderRulesTest {
  private static final String COMPOSED = "caf\u00e9";
  private static final String DECOMPOSED = "cafe\u0301";

  /** Every place of a small world: three names, three deep. */
  private static final List<EntryPath> WORLD = world(EntryPath.ROOT, 3);

  private static List<EntryPath> world(EntryPath at, int deeper) {
    List<EntryPath> places = new ArrayList<>(List.of(at));
    if (deeper > 0) {
      for (String name : List.of("a", "b", "c")) {
        places.addAll(world(at.child(new EntryName(name)), deeper - 1));
      }
    }
    return places;
  }

  @Provide
  Arbitrary<Map<EntryPath, Permission>> listed() {
    return Arbitraries.maps(Arbitraries.of(WORLD), Arbitraries.of(Permission.class))
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Property
  void aFolderIsSharedInAListedOneOrOnTheWayToIt(
      @ForAll("listed") Map<EntryPath, Permission> listed) {
    FolderRules rules = new FolderRules(listed);
    for (EntryPath path : WORLD) {
      assertThat(rules.sharesFolder(path))
          .as("%s, of %s", path, listed)
          .isEqualTo(
              listed.keySet().stream()
                  .anyMatch(one -> path.startsWith(one) || one.startsWith(path)));
    }
  }

  @Property
  void aFileIsSharedInAListedFolder(@ForAll("listed") Map<EntryPath, Permission> listed) {
    FolderRules rules = new FolderRules(listed);
    for (EntryPath path : WORLD) {
      assertThat(rules.sharesFile(path))
          .as("%s, of %s", path, listed)
          .isEqualTo(
              listed.keySet().stream().anyMatch(one -> path.startsWith(one) && !path.equals(one)));
    }
  }

  @Property
  void aPlaceIsWritableWhereTheInnermostListedFolderIsAndTheFolderAroundItToo(
      @ForAll("listed") Map<EntryPath, Permission> listed) {
    FolderRules rules = new FolderRules(listed);
    for (EntryPath path : WORLD) {
      assertThat(rules.mayWrite(path)).as("%s, of %s", path, listed).isEqualTo(model(listed, path));
    }
  }

  @Property
  void allOfAPlaceIsWritableWhereEveryPlaceInItIs(
      @ForAll("listed") Map<EntryPath, Permission> listed) {
    FolderRules rules = new FolderRules(listed);
    for (EntryPath path : WORLD) {
      assertThat(rules.mayWriteAll(path))
          .as("%s, of %s", path, listed)
          .isEqualTo(
              WORLD.stream()
                  .filter(place -> place.startsWith(path))
                  .allMatch(place -> model(listed, place)));
    }
  }

  @Property
  void whatMayBeWrittenIsShared(@ForAll("listed") Map<EntryPath, Permission> listed) {
    FolderRules rules = new FolderRules(listed);
    assertThat(WORLD)
        .filteredOn(path -> !path.isRoot() && rules.mayWrite(path))
        .allMatch(rules::sharesFile);
  }

  private static boolean model(Map<EntryPath, Permission> listed, EntryPath path) {
    return innermost(listed, path) == Permission.READ_WRITE
        && (path.isRoot() || innermost(listed, path.parent()) == Permission.READ_WRITE);
  }

  private static Permission innermost(Map<EntryPath, Permission> listed, EntryPath path) {
    Permission innermost = Permission.READ;
    for (int depth = 0; depth <= path.names().size(); depth++) {
      innermost = listed.getOrDefault(new EntryPath(path.names().subList(0, depth)), innermost);
    }
    return innermost;
  }

  @Example
  void aListedFolderStaysWhatIsAroundItIsForReading() {
    FolderRules rules =
        new FolderRules(
            Map.of(
                EntryPath.parse("a"),
                Permission.READ,
                EntryPath.parse("a/rw"),
                Permission.READ_WRITE));

    assertThat(rules.mayWrite(EntryPath.parse("a/rw/file"))).isTrue();
    assertThat(rules.mayWriteAll(EntryPath.parse("a/rw/folder"))).isTrue();
    assertThat(rules.mayWrite(EntryPath.parse("a/rw"))).isFalse();
    assertThat(rules.mayWriteAll(EntryPath.parse("a/rw"))).isFalse();
    assertThat(rules.mayWrite(EntryPath.parse("a"))).isFalse();
  }

  @Example
  void anotherSpellingGetsNoPermission() {
    FolderRules rules = new FolderRules(Map.of(EntryPath.of(COMPOSED), Permission.READ_WRITE));

    assertThat(rules.mayWrite(EntryPath.of(COMPOSED, "x"))).isTrue();
    assertThat(rules.mayWrite(EntryPath.of(DECOMPOSED, "x"))).isFalse();
    assertThat(rules.sharesFile(EntryPath.of(DECOMPOSED, "x"))).isFalse();
    assertThat(rules.sharesFolder(EntryPath.of(DECOMPOSED))).isFalse();
  }

  @Example
  void anotherSpellingIsNoWayAroundAFolderForReading() {
    FolderRules rules =
        new FolderRules(
            Map.of(
                EntryPath.ROOT,
                Permission.READ_WRITE,
                EntryPath.of(COMPOSED, "Kept"),
                Permission.READ));

    for (String spelling : List.of(COMPOSED, DECOMPOSED, "CAF\u00c9")) {
      assertThat(rules.mayWrite(EntryPath.of(spelling, "kept", "x"))).as(spelling).isFalse();
      assertThat(rules.mayWriteAll(EntryPath.of(spelling))).as(spelling).isFalse();
      assertThat(rules.mayWrite(EntryPath.of(spelling, "other"))).as(spelling).isTrue();
    }
    assertThat(rules.mayWriteAll(EntryPath.of("caf"))).isTrue();
  }

  @Example
  void twoListedFoldersMayLookTheSame() {
    FolderRules rules =
        new FolderRules(
            Map.of(
                EntryPath.of("Photos"), Permission.READ,
                EntryPath.of("photos"), Permission.READ_WRITE));

    assertThat(rules.mayWrite(EntryPath.of("photos", "x"))).isTrue();
    assertThat(rules.mayWrite(EntryPath.of("Photos", "x"))).isFalse();
  }

  @Example
  void nothingListedIsNoRule() {
    assertThatThrownBy(() -> new FolderRules(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
