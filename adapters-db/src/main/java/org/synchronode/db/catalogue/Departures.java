package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Departure.DEPARTURE;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

/** Where entries of one list lay that are no longer there: rows of {@code departure}. */
final class Departures {
  private final DSLContext sql;
  private final int list;

  Departures(DSLContext sql, int list) {
    this.sql = sql;
    this.list = list;
  }

  /** An entry that lay there until that revision. */
  record Left(Revision revision, EntryId id, EntryPath from, boolean folder) {}

  /** Remembers entries that are about to leave their places, with the revisions that say so. */
  void remember(Map<Entry, Revision> leaving) {
    EntryPaths paths = new EntryPaths(new EntryRows(sql, list));
    paths.lookAbove(leaving.keySet());
    Chunks.execute(
        sql,
        sql.insertInto(
                DEPARTURE,
                DEPARTURE.LIST_KEY,
                DEPARTURE.REVISION,
                DEPARTURE.ID,
                DEPARTURE.PATH,
                DEPARTURE.FOLDER)
            .values(list, 0L, 0L, "", false),
        leaving.entrySet(),
        left ->
            new Object[] {
              list,
              left.getValue().value(),
              left.getKey().id().value(),
              paths.of(left.getKey()).toString(),
              left.getKey() instanceof FolderEntry
            });
  }

  /** The first of those after a revision, in the order of revisions. */
  List<Left> since(Revision seen, int most) {
    return sql.selectFrom(DEPARTURE)
        .where(DEPARTURE.LIST_KEY.eq(list), DEPARTURE.REVISION.gt(seen.value()))
        .orderBy(DEPARTURE.LIST_KEY, DEPARTURE.REVISION, DEPARTURE.ID)
        .limit(most)
        .fetch(
            row ->
                new Left(
                    new Revision(row.getRevision()),
                    new EntryId(row.getId()),
                    EntryPath.parse(row.getPath()),
                    row.getFolder()));
  }
}
