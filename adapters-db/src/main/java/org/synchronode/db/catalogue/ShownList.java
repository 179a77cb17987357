package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.List.LIST;
import static org.synchronode.db.generated.catalogue.tables.ShownList.SHOWN_LIST;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.synchronode.db.generated.catalogue.tables.records.ListRecord;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/**
 * A row of {@code list} that is shown as its host's list.
 *
 * @param removalsSince removals after it are remembered
 * @param departuresSince departures after it are remembered
 */
record ShownList(
    int key, ListHead head, Revision removalsSince, Revision departuresSince, Instant changedAt) {

  static Optional<ShownList> of(DSLContext sql, HostId host) {
    return sql.select(LIST.fields())
        .from(SHOWN_LIST)
        .join(LIST)
        .on(LIST.LIST_KEY.eq(SHOWN_LIST.LIST_KEY))
        .where(SHOWN_LIST.HOST_ID.eq(host.value()))
        .fetchOptionalInto(LIST)
        .map(ShownList::of);
  }

  /**
   * Keeps every other writer of this host's list waiting until the transaction ends: a list that is
   * being replaced is not changed any more.
   */
  static Optional<ShownList> lock(DSLContext sql, HostId host) {
    return sql.select(SHOWN_LIST.LIST_KEY)
        .from(SHOWN_LIST)
        .where(SHOWN_LIST.HOST_ID.eq(host.value()))
        .forUpdate()
        .fetchOptional(SHOWN_LIST.LIST_KEY)
        .map(key -> of(sql.fetchSingle(LIST, LIST.LIST_KEY.eq(key))));
  }

  private static ShownList of(ListRecord row) {
    return new ShownList(
        row.getListKey(),
        new ListHead(
            new IndexId(row.getIndexId()),
            new Revision(row.getRevision()),
            new Fingerprint(row.getFingerprint()),
            row.getEntries()),
        new Revision(row.getRemovalsSince()),
        new Revision(row.getDeparturesSince()),
        row.getChangedAt());
  }

  /** Makes a list that is not shown yet, and returns its key. */
  static int insert(DSLContext sql, HostId host, ListHead head, Instant now) {
    return sql.insertInto(LIST)
        .set(LIST.HOST_ID, host.value())
        .set(LIST.INDEX_ID, head.index().value())
        .set(LIST.REVISION, head.revision().value())
        .set(LIST.FINGERPRINT, head.fingerprint().value())
        .set(LIST.ENTRIES, head.entries())
        .set(LIST.REMOVALS_SINCE, head.revision().value())
        .set(LIST.DEPARTURES_SINCE, head.revision().value())
        .set(LIST.CHANGED_AT, now)
        .returningResult(LIST.LIST_KEY)
        .fetchSingle()
        .value1();
  }

  /** Shows a list in the place of whichever is shown. */
  static void show(DSLContext sql, HostId host, int key) {
    int replaced =
        sql.update(SHOWN_LIST)
            .set(SHOWN_LIST.LIST_KEY, key)
            .where(SHOWN_LIST.HOST_ID.eq(host.value()))
            .execute();
    if (replaced == 0) {
      sql.insertInto(SHOWN_LIST)
          .set(SHOWN_LIST.HOST_ID, host.value())
          .set(SHOWN_LIST.LIST_KEY, key)
          .execute();
    }
  }

  /** Notes where the list stands now. */
  static void moveTo(DSLContext sql, int key, ListHead head, Instant now) {
    sql.update(LIST)
        .set(LIST.REVISION, head.revision().value())
        .set(LIST.FINGERPRINT, head.fingerprint().value())
        .set(LIST.ENTRIES, head.entries())
        .set(LIST.CHANGED_AT, now)
        .where(LIST.LIST_KEY.eq(key))
        .execute();
  }

  /** Notes what a list that was received turned out to be: nothing before it is remembered. */
  static void complete(DSLContext sql, int key, ListHead head, Instant now) {
    moveTo(sql, key, head, now);
    sql.update(LIST)
        .set(LIST.REMOVALS_SINCE, head.revision().value())
        .set(LIST.DEPARTURES_SINCE, head.revision().value())
        .where(LIST.LIST_KEY.eq(key))
        .execute();
  }

  /** The same list, as {@link #moveTo} leaves it. */
  ShownList movedTo(ListHead now, Instant at) {
    return new ShownList(key, now, removalsSince, departuresSince, at);
  }

  FolderEntry root() {
    return FolderEntry.root(changedAt, head.revision());
  }
}
