package org.synchronode.application.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.Revision;

/** {@link Catalogue#placesSince} of a list over plain maps. */
final class InMemoryPlaces {
  private InMemoryPlaces() {}

  static Optional<PlaceChanges> since(InMemoryList list, Revision told, Revision seen, int most) {
    Revision head = list.head().revision();
    if (told.isAfter(head) || seen.isAfter(head) || list.removals().since().isAfter(seen)) {
      return Optional.empty();
    }
    List<Entry> changed =
        list.entries().values().stream()
            .filter(entry -> entry.revision().isAfter(told))
            .sorted(Comparator.comparing(Entry::revision))
            .toList();
    List<InMemoryList.Left> left =
        list.removals().left().stream().filter(one -> one.revision().isAfter(seen)).toList();
    Revision end =
        Stream.concat(
                changed.stream().skip(most).map(Entry::revision),
                left.stream().skip(most).map(InMemoryList.Left::revision))
            .min(Comparator.naturalOrder())
            .map(first -> new Revision(first.value() - 1))
            .orElse(head);
    return end.isAfter(told) || end.equals(head)
        ? Optional.of(
            new PlaceChanges(
                list.head(),
                end,
                changed.stream()
                    .filter(entry -> !entry.revision().isAfter(end))
                    .map(entry -> new Listing.Listed(list.pathOf(entry), entry))
                    .toList(),
                left.stream()
                    .filter(one -> !one.revision().isAfter(end))
                    .map(one -> departure(list, one))
                    .toList()))
        : Optional.empty();
  }

  private static Departure departure(InMemoryList list, InMemoryList.Left left) {
    return new Departure(
        left.revision(),
        left.id(),
        left.from(),
        left.folder(),
        list.find(left.from(), false).isPresent(),
        Optional.ofNullable(list.entries().get(left.id())).map(list::pathOf));
  }
}
