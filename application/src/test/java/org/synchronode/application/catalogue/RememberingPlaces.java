package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;

/** {@link Catalogue#placesSince}. */
abstract class RememberingPlaces extends CataloguePart {
  private static final int MOST = 100;

  private PlaceChanges since(Revision from) {
    PlaceChanges changes = catalogue().placesSince(host, from, from, MOST).orElseThrow();
    assertThat(changes.head()).isEqualTo(owner.head());
    assertThat(changes.complete()).isTrue();
    return changes;
  }

  private static List<String> departed(PlaceChanges changes) {
    return changes.departures().stream()
        .map(
            one ->
                one.from()
                    + (one.folder() ? "/" : "")
                    + one.now().map(path -> " -> " + path).orElse("")
                    + (one.taken() ? " taken" : ""))
        .toList();
  }

  @Test
  void entriesAreToldWhereTheyLieAndWhereTheyLay() {
    EntryId outer = owner.folder(ROOT, "outer");
    EntryId inner = owner.folder(outer, "inner");
    EntryId file = owner.file(inner, "file");
    EntryId gone = owner.file(inner, "gone");
    EntryId stays = owner.file(inner, "stays");
    receiveAll();
    Revision from = owner.head().revision();
    owner.remove(gone);
    owner.move(file, ROOT, "file");
    owner.write(stays, 7);
    owner.move(outer, ROOT, "moved");
    receiveDelta();
    PlaceChanges changes = since(from);
    assertThat(paths(changes.changed())).containsExactly("file", "moved/inner/stays", "moved");
    assertThat(departed(changes))
        .containsExactly("outer/inner/gone", "outer/inner/file -> file", "outer/ -> moved");
    assertThat(changes.departures()).extracting(Departure::id).containsExactly(gone, file, outer);
  }

  @Test
  void everyPlaceThatAnEntryHadIsTold() {
    EntryId file = owner.file(ROOT, "a");
    receiveAll();
    Revision from = owner.head().revision();
    owner.move(file, ROOT, "b");
    receiveDelta();
    Revision between = owner.head().revision();
    owner.move(file, ROOT, "c");
    owner.file(ROOT, "a");
    receiveDelta();
    assertThat(departed(since(from))).containsExactly("a -> c taken", "b -> c");
    assertThat(departed(since(between))).containsExactly("b -> c");
  }

  @Test
  void whatWentWithItsFolderIsNotTold() {
    EntryId folder = owner.folder(ROOT, "folder");
    owner.file(folder, "file");
    EntryId moved = owner.file(ROOT, "moved");
    receiveAll();
    Revision from = owner.head().revision();
    owner.move(moved, folder, "in folder");
    receiveDelta();
    owner.remove(folder);
    receiveDelta();
    assertThat(departed(since(from))).containsExactly("moved", "folder/");
  }

  @Test
  void entriesThatSwapTheirNamesHaveBothLeft() {
    EntryId a = owner.file(ROOT, "a");
    EntryId b = owner.file(ROOT, "b");
    receiveAll();
    Revision from = owner.head().revision();
    owner.move(a, ROOT, "c");
    owner.move(b, ROOT, "a");
    owner.move(a, ROOT, "b");
    receiveDelta();
    assertThat(departed(since(from))).containsExactly("b -> a taken", "a -> b taken");
  }

  @Test
  void whereThereIsTooMuchTheRestIsToldFromThere() {
    receiveAll();
    Revision from = owner.head().revision();
    for (String name : List.of("a", "b", "c")) {
      owner.file(ROOT, name);
    }
    receiveDelta();
    PlaceChanges first = catalogue().placesSince(host, from, from, 2).orElseThrow();
    assertThat(first.complete()).isFalse();
    assertThat(paths(first.changed())).containsExactly("a", "b");
    PlaceChanges second =
        catalogue().placesSince(host, first.upTo(), first.upTo(), 2).orElseThrow();
    assertThat(second.complete()).isTrue();
    assertThat(paths(second.changed())).containsExactly("c");
  }

  @Test
  void whoBeginsWithNothingHearsOfNoDepartures() {
    EntryId file = owner.file(ROOT, "a");
    receiveAll();
    Revision received = owner.head().revision();
    owner.move(file, ROOT, "b");
    receiveDelta();
    Revision head = owner.head().revision();
    PlaceChanges all = catalogue().placesSince(host, Revision.NONE, head, MOST).orElseThrow();
    assertThat(paths(all.changed())).containsExactly("b");
    assertThat(all.departures()).isEmpty();
    assertThat(catalogue().placesSince(host, Revision.NONE, received, MOST)).isPresent();
    assertThat(catalogue().placesSince(host, Revision.NONE, Revision.NONE, MOST)).isEmpty();
  }

  @Test
  void whatIsNotReachedOrNotThereTellsNothing() {
    Revision none = Revision.NONE;
    assertThat(catalogue().placesSince(host, none, none, MOST)).isEmpty();
    owner.file(ROOT, "file");
    receiveAll();
    Revision head = owner.head().revision();
    assertThat(catalogue().placesSince(host, head.next(), head.next(), MOST)).isEmpty();
    assertThat(catalogue().placesSince(host, head, head, MOST)).isPresent();
  }
}
