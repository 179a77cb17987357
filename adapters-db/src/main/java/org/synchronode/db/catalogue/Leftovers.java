package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Departure.DEPARTURE;
import static org.synchronode.db.generated.catalogue.tables.Entry.ENTRY;
import static org.synchronode.db.generated.catalogue.tables.List.LIST;
import static org.synchronode.db.generated.catalogue.tables.Lock.LOCK;
import static org.synchronode.db.generated.catalogue.tables.Property.PROPERTY;
import static org.synchronode.db.generated.catalogue.tables.Removed.REMOVED;
import static org.synchronode.db.generated.catalogue.tables.ShownList.SHOWN_LIST;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jooq.Table;
import org.jooq.TableField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.db.Transactions;

/**
 * Clears away lists that are no longer shown, in the background and a small commit at a time: a
 * large one blows the file up. What a crash leaves behind is cleared after the next start.
 */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final int ROWS_A_COMMIT = 2000;

  private final Transactions database;
  private final Executor background;
  private volatile boolean stopped;

  public Leftovers(Transactions database, Executor background) {
    this.database = database;
    this.background = background;
  }

  /** Clears every list that is not shown. Only while none is being received. */
  public void clearAll() {
    database
        .read(
            sql ->
                sql.select(LIST.LIST_KEY)
                    .from(LIST)
                    .where(LIST.LIST_KEY.notIn(sql.select(SHOWN_LIST.LIST_KEY).from(SHOWN_LIST)))
                    .fetch(LIST.LIST_KEY))
        .forEach(this::clear);
  }

  void clear(int key) {
    try {
      background.execute(() -> clearNow(key));
    } catch (RejectedExecutionException _) {
      // Closing: the next start finds it.
    }
  }

  private void clearNow(int key) {
    try {
      if (empty(PROPERTY, PROPERTY.LIST_KEY, PROPERTY.ENTRY_ID, key)
          && empty(LOCK, LOCK.LIST_KEY, LOCK.ENTRY_ID, key)
          && empty(ENTRY, ENTRY.LIST_KEY, ENTRY.ID, key)
          && empty(REMOVED, REMOVED.LIST_KEY, REMOVED.ID, key)
          && empty(DEPARTURE, DEPARTURE.LIST_KEY, DEPARTURE.REVISION, key)) {
        database.write(sql -> sql.deleteFrom(LIST).where(LIST.LIST_KEY.eq(key)).execute());
      }
    } catch (RuntimeException e) {
      LOG.warn("A list that is no longer shown could not be cleared away yet: {}", e.toString());
    }
  }

  /**
   * Empties a table of a list, by the first two columns of its primary key. Returns false when it
   * was stopped before the end. (A deletion with a limit would be rewritten into one with an {@code
   * IN} that scans the whole list.)
   */
  private boolean empty(
      Table<?> table, TableField<?, Integer> list, TableField<?, Long> second, int key) {
    while (!stopped) {
      int gone =
          database.write(
              sql -> {
                List<Long> some =
                    sql.select(second)
                        .from(table)
                        .where(list.eq(key))
                        .limit(ROWS_A_COMMIT)
                        .fetch(second);
                Chunks.execute(
                    sql,
                    sql.deleteFrom(table).where(list.eq(key), second.eq(0L)),
                    some,
                    one -> new Object[] {key, one});
                return some.size();
              });
      if (gone < ROWS_A_COMMIT) {
        return true;
      }
    }
    return false;
  }

  /** Lets what is under way end after its commit. */
  public void stop() {
    stopped = true;
  }
}
