package org.synchronode.db;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.h2.engine.Constants;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * An H2 file from opening to closing. Readers and the writer have pools of their own, so that a
 * crowd of readers does not keep a change waiting. There is one writer at a time: H2 saves the
 * file, also to make room in memory, without regard to transactions of other threads, see {@link
 * Checkpoints}.
 *
 * <p>When H2 can't write to its file, it tells so once, to whoever comes next, closes the file, and
 * goes on in memory: all that is committed from then on is lost without a word. So it is asked.
 */
final class OpenH2 {
  private static final int READERS = 8;

  /** A file below it is not worth the time of compacting. */
  private static final long SMALL_BYTES = 32L << 20;

  /** In percent of the file: how much of it is in use when it is worth compacting. */
  private static final int MOSTLY_UNUSED = 40;

  private final StoreFile file;
  private final Sessions readers;
  private final Sessions writers;
  private final boolean writable;
  private final Database database;
  private final Optional<Checkpoints> checkpoints;

  private OpenH2(StoreFile file, String settings, boolean writable, boolean checkpointed)
      throws SQLException {
    String url = file.url() + ";LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64";
    this.file = file;
    // Rows are handed out as they are found, not collected first: a large listing goes to its
    // spool.
    this.readers =
        new Sessions(url + ";LAZY_QUERY_EXECUTION=1", READERS, Constants.TRANSACTION_SNAPSHOT);
    // The one that opens the file; settings of the whole file are its alone, because each new
    // connection sets what its URL says.
    this.writers =
        new Sessions(
            url + ";TRACE_LEVEL_FILE=0;" + settings, 1, Connection.TRANSACTION_READ_COMMITTED);
    this.writable = writable;
    try (Sessions.Session session = writers.take()) {
      JdbcConnection connection = session.connection().unwrap(JdbcConnection.class);
      this.database = ((SessionLocal) connection.getSession()).getDatabase();
    }
    this.checkpoints =
        checkpointed
            ? Optional.of(new Checkpoints(writers, database.getStore().getMvStore(), file.name()))
            : Optional.empty();
  }

  /**
   * With a delay, H2 saves on threads of its own, and a chunk of the file can be there before the
   * ones that it refers to: killed then, the file can't be read. Without, it saves on the thread
   * that writes.
   */
  static OpenH2 forWriting(StoreFile file, Saving saving) throws SQLException {
    return new OpenH2(file, "DB_CLOSE_DELAY=-1;WRITE_DELAY=0", true, saving == Saving.GROUPED);
  }

  /** Opens a file as it was last stored, and writes nothing to the disk. */
  static OpenH2 forReading(StoreFile file) throws SQLException {
    return new OpenH2(file, "ACCESS_MODE_DATA=r", false, false);
  }

  Sessions readers() {
    return readers;
  }

  Sessions writers() {
    return writers;
  }

  /** Of what is not safe with the commit already. */
  Durability durability() {
    return checkpoints.<Durability>map(each -> each).orElse(Durability.SOON);
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

  /** Ends it in order; a large file that is mostly unused is made small first. */
  void close() throws SQLException {
    checkpoints.ifPresent(Checkpoints::close);
    try (Sessions.Session session = writers.take();
        Statement statement = session.connection().createStatement()) {
      statement.execute(worthCompacting(statement) ? "SHUTDOWN COMPACT" : "SHUTDOWN");
    } finally {
      readers.close();
      writers.close();
    }
  }

  /** Ends it without writing. */
  void abandon() {
    checkpoints.ifPresent(Checkpoints::abandon);
    database.shutdownImmediately();
    readers.close();
    writers.close();
  }

  private boolean worthCompacting(Statement statement) throws SQLException {
    try {
      if (Files.size(file.path()) < SMALL_BYTES) {
        return false;
      }
    } catch (IOException _) {
      return false;
    }
    try (ResultSet used =
        statement.executeQuery(
            "select setting_value from information_schema.settings"
                + " where setting_name = 'info.CHUNKS_FILL_RATE'")) {
      return used.next() && used.getInt(1) < MOSTLY_UNUSED;
    }
  }
}
