package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Entry.ENTRY;
import static org.synchronode.db.generated.catalogue.tables.Removed.REMOVED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;

/**
 * What happened to a list: an entry remembers its last change itself, and {@code removed} remembers
 * those that are gone.
 */
final class RememberedChanges {
  private final DSLContext sql;
  private final int list;

  RememberedChanges(DSLContext sql, int list) {
    this.sql = sql;
    this.list = list;
  }

  static Optional<Delta> since(DSLContext sql, ShownList list, Revision from, int most) {
    if (from.isAfter(list.head().revision()) || list.removalsSince().isAfter(from)) {
      return Optional.empty();
    }
    RememberedChanges remembered = new RememberedChanges(sql, list.key());
    List<Change> changes = new ArrayList<>();
    changes.addAll(remembered.puts(from, most));
    changes.addAll(remembered.removals(from, most));
    if (changes.size() > most) {
      return Optional.empty();
    }
    changes.sort(Comparator.comparing(Change::revision));
    return Optional.of(new Delta(from, list.head().revision(), changes, list.head().fingerprint()));
  }

  private List<Change.Put> puts(Revision from, int most) {
    return changedSince(from, most + 1L).stream().map(Change.Put::new).toList();
  }

  /** The first of the entries that changed after a revision, in the order of revisions. */
  List<Entry> changedSince(Revision from, long most) {
    List<Entry> changed = new ArrayList<>();
    new EntryRows(sql, list)
        .each(
            sql.select(EntryRows.COLUMNS)
                .from(ENTRY)
                .where(ENTRY.LIST_KEY.eq(list), ENTRY.REVISION.gt(from.value()))
                .orderBy(ENTRY.LIST_KEY, ENTRY.REVISION)
                .limit(most),
            indexed -> changed.add(indexed.entry()));
    return changed;
  }

  /**
   * Who stands at {@code from} does not have what was made later, and need not hear that it went.
   */
  private List<Change.Remove> removals(Revision from, int most) {
    return sql.select(REMOVED.ID, REMOVED.REVISION)
        .from(REMOVED)
        .where(
            REMOVED.LIST_KEY.eq(list),
            REMOVED.REVISION.gt(from.value()),
            REMOVED.ID.le(from.value()))
        .orderBy(REMOVED.LIST_KEY, REMOVED.REVISION)
        .limit(most + 1L)
        .fetch(row -> new Change.Remove(new EntryId(row.value1()), new Revision(row.value2())));
  }

  void remember(Map<EntryId, Revision> removals) {
    Chunks.execute(
        sql,
        sql.insertInto(REMOVED, REMOVED.LIST_KEY, REMOVED.ID, REMOVED.REVISION)
            .values(list, 0L, 0L),
        removals.entrySet(),
        removal -> new Object[] {list, removal.getKey().value(), removal.getValue().value()});
  }

  /** These entries are there again. */
  void forget(Collection<EntryId> ids) {
    Chunks.execute(
        sql,
        sql.deleteFrom(REMOVED).where(REMOVED.LIST_KEY.eq(list), REMOVED.ID.eq(0L)),
        ids,
        id -> new Object[] {list, id.value()});
  }
}
