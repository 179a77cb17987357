package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Departure.DEPARTURE;
import static org.synchronode.db.generated.catalogue.tables.List.LIST;
import static org.synchronode.db.generated.catalogue.tables.Removed.REMOVED;
import static org.synchronode.db.generated.catalogue.tables.ShownList.SHOWN_LIST;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.TableField;
import org.synchronode.db.Transactions;
import org.synchronode.db.generated.catalogue.tables.records.ListRecord;
import org.synchronode.domain.host.HostId;

/**
 * Forgets the oldest of what lists remember of entries that are gone, where it is too much: who
 * stands before it is told everything anew. A small commit at a time.
 */
public final class OldChanges {
  /** What is remembered of a list at least. */
  public static final int MOST = 100_000;

  private static final int ROWS_A_COMMIT = 2000;

  private static final Remembered REMOVALS =
      new Remembered(REMOVED, REMOVED.LIST_KEY, REMOVED.REVISION, REMOVED.ID, LIST.REMOVALS_SINCE);
  private static final Remembered DEPARTURES =
      new Remembered(
          DEPARTURE, DEPARTURE.LIST_KEY, DEPARTURE.REVISION, DEPARTURE.ID, LIST.DEPARTURES_SINCE);

  private final Transactions database;
  private final int most;
  private volatile boolean stopped;

  /**
   * What the lists in this database remember.
   *
   * @param most what is remembered of a list, of removals and of departures
   */
  public OldChanges(Transactions database, int most) {
    this.database = database;
    this.most = most;
  }

  /**
   * A table of what is remembered.
   *
   * @param since what says from where on
   */
  private record Remembered(
      Table<?> table,
      TableField<?, Integer> list,
      TableField<?, Long> revision,
      TableField<?, Long> id,
      TableField<ListRecord, Long> since) {}

  /** Forgets what is too much of every list. */
  public void forget() {
    Map<String, Integer> lists =
        database.read(
            sql -> sql.selectFrom(SHOWN_LIST).fetchMap(SHOWN_LIST.HOST_ID, SHOWN_LIST.LIST_KEY));
    lists.forEach(
        (host, list) -> {
          forget(new HostId(host), list, REMOVALS);
          forget(new HostId(host), list, DEPARTURES);
        });
  }

  private void forget(HostId host, int list, Remembered remembered) {
    Optional<Long> last = database.read(sql -> lastToForget(sql, list, remembered));
    boolean more = last.isPresent();
    while (more && !stopped) {
      more = database.write(sql -> forgetSome(sql, host, list, remembered, last.get()));
    }
  }

  private Optional<Long> lastToForget(DSLContext sql, int list, Remembered remembered) {
    int count = sql.fetchCount(remembered.table, remembered.list.eq(list));
    return count <= most
        ? Optional.empty()
        : sql.select(remembered.revision)
            .from(remembered.table)
            .where(remembered.list.eq(list))
            .orderBy(remembered.list, remembered.revision)
            .offset(count - most - 1)
            .limit(1)
            .fetchOptional(remembered.revision);
  }

  /** Whether there may be more. */
  private static boolean forgetSome(
      DSLContext sql, HostId host, int list, Remembered remembered, long last) {
    if (ShownList.lock(sql, host).filter(shown -> shown.key() == list).isEmpty()) {
      return false;
    }
    sql.update(LIST)
        .set(remembered.since, last)
        .where(LIST.LIST_KEY.eq(list), remembered.since.lt(last))
        .execute();
    List<? extends Record2<Long, Long>> some =
        sql.select(remembered.revision, remembered.id)
            .from(remembered.table)
            .where(remembered.list.eq(list), remembered.revision.le(last))
            .orderBy(remembered.list, remembered.revision)
            .limit(ROWS_A_COMMIT)
            .fetch();
    Chunks.execute(
        sql,
        sql.deleteFrom(remembered.table)
            .where(remembered.list.eq(list), remembered.revision.eq(0L), remembered.id.eq(0L)),
        some,
        row -> new Object[] {list, row.value1(), row.value2()});
    return some.size() == ROWS_A_COMMIT;
  }

  /** Lets what is under way end after its commit. */
  public void stop() {
    stopped = true;
  }
}
