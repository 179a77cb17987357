package org.synchronode.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.engine.Constants;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * An H2 file from opening to closing. Readers and writers have pools of their own, so that a crowd
 * of readers does not keep a change waiting.
 *
 * <p>When H2 can't write to its file, it tells so once, to whoever comes next, closes the file, and
 * goes on in memory: all that is committed from then on is lost without a word. So it is asked.
 */
final class OpenH2 {
  private static final int READERS = 8;
  private static final int WRITERS = 4;

  private final Sessions readers;
  private final Sessions writers;
  private final boolean writable;
  private final Database database;

  /**
   * Opens a file.
   *
   * @param writable false to open it as it was last stored, and write nothing to the disk
   */
  OpenH2(String url, boolean writable) throws SQLException {
    // Rows are handed out as they are found, not collected first: a large listing goes to its
    // spool.
    this.readers =
        new Sessions(url + ";LAZY_QUERY_EXECUTION=1", READERS, Constants.TRANSACTION_SNAPSHOT);
    this.writers = new Sessions(url, WRITERS, Connection.TRANSACTION_READ_COMMITTED);
    this.writable = writable;
    try (Sessions.Session session = writers.take()) {
      JdbcConnection connection = session.connection().unwrap(JdbcConnection.class);
      this.database = ((SessionLocal) connection.getSession()).getDatabase();
    }
  }

  Sessions readers() {
    return readers;
  }

  Sessions writers() {
    return writers;
  }

  boolean isWritable() {
    return writable;
  }

  /** Whether what is committed does not get to the disk any more. */
  boolean isDead() {
    MVStore store = database.getStore().getMvStore();
    return store.getPanicException() != null || store.isClosed();
  }

  /** What H2 died of, if it did not end in order. */
  @Nullable MVStoreException causeOfDeath() {
    return database.getStore().getMvStore().getPanicException();
  }

  /** Ends it in order. */
  void close(String shutdown) throws SQLException {
    try (Sessions.Session session = writers.take();
        Statement statement = session.connection().createStatement()) {
      statement.execute(shutdown);
    } finally {
      dispose();
    }
  }

  /** Ends it without writing. */
  void abandon() {
    database.shutdownImmediately();
    dispose();
  }

  private void dispose() {
    readers.close();
    writers.close();
  }
}
