package org.synchronode.db.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.synchronode.application.catalogue.Departure;
import org.synchronode.application.catalogue.Listing.Listed;
import org.synchronode.application.catalogue.PlaceChanges;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;

/** Reads what happened to a list, by paths, in one transaction. */
final class PlaceChangesReader {
  private final DSLContext sql;
  private final ShownList list;
  private final EntryRows rows;

  PlaceChangesReader(DSLContext sql, ShownList list) {
    this.sql = sql;
    this.list = list;
    this.rows = new EntryRows(sql, list.key());
  }

  Optional<PlaceChanges> since(Revision told, Revision seen, int most) {
    Revision head = list.head().revision();
    if (told.isAfter(head) || seen.isAfter(head) || list.departuresSince().isAfter(seen)) {
      return Optional.empty();
    }
    // One more than wanted says where the rest begins.
    List<Entry> changed = new RememberedChanges(sql, list.key()).changedSince(told, most + 1L);
    List<Departures.Left> left = new Departures(sql, list.key()).since(seen, most + 1);
    Revision end =
        Stream.concat(
                changed.stream().skip(most).map(Entry::revision),
                left.stream().skip(most).map(Departures.Left::revision))
            .min(Comparator.naturalOrder())
            .map(first -> new Revision(first.value() - 1))
            .orElse(head);
    if (!end.isAfter(told) && !end.equals(head)) {
      return Optional.empty();
    }
    return Optional.of(
        new PlaceChanges(
            list.head(),
            end,
            listed(changed.stream().filter(entry -> !entry.revision().isAfter(end)).toList()),
            departures(left.stream().filter(one -> !one.revision().isAfter(end)).toList())));
  }

  private List<Listed> listed(List<Entry> entries) {
    EntryPaths paths = new EntryPaths(rows);
    paths.lookAbove(entries);
    return entries.stream().map(entry -> new Listed(paths.of(entry), entry)).toList();
  }

  private List<Departure> departures(List<Departures.Left> left) {
    List<Entry> there = new ArrayList<>();
    rows.byId(
        left.stream().map(Departures.Left::id).distinct().toList(),
        indexed -> there.add(indexed.entry()));
    Map<EntryId, Listed> now = new HashMap<>();
    listed(there).forEach(entry -> now.put(entry.entry().id(), entry));
    PathWalk walk = new PathWalk(sql, list);
    return left.stream()
        .map(
            one ->
                new Departure(
                    one.revision(),
                    one.id(),
                    one.from(),
                    one.folder(),
                    walk.exact(one.from()).isPresent(),
                    Optional.ofNullable(now.get(one.id())).map(Listed::path)))
        .toList();
  }
}
