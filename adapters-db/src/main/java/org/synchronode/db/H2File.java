package org.synchronode.db;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.h2.engine.Constants;
import org.jooq.Configuration;
import org.jooq.Log;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.tools.JooqLogger;

/**
 * One H2 file, open in this process alone until it is closed. Readers and writers have pools of
 * their own, so that a crowd of readers does not keep a change waiting. H2 is never left to close
 * itself when the JVM exits: the order of closing is ours.
 */
final class H2File implements Transactions, AutoCloseable {
  private static final int READERS = 8;
  private static final int WRITERS = 4;

  /** A file below it is not worth the time of compacting. */
  private static final long SMALL_BYTES = 32L << 20;

  /** In percent of the file: how much of it is in use when it is worth compacting. */
  private static final int MOSTLY_UNUSED = 40;

  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    JooqLogger.globalThreshold(Log.Level.WARN);
  }

  private final Path file;
  private final Sessions readers;
  private final Sessions writers;
  private final Configuration jooq =
      new DefaultConfiguration()
          .set(SQLDialect.H2)
          .set(
              new Settings()
                  .withExecuteLogging(false)
                  .withFetchWarnings(false)
                  .withRenderSchema(false));

  private H2File(Path file, String url) {
    this.file = file;
    // Rows are handed out as they are found, not collected first: a large listing goes to its
    // spool.
    this.readers =
        new Sessions(url + ";LAZY_QUERY_EXECUTION=1", READERS, Constants.TRANSACTION_SNAPSHOT);
    this.writers = new Sessions(url, WRITERS, Connection.TRANSACTION_READ_COMMITTED);
  }

  /**
   * Opens a file of this name in the folder, and makes both where they are not there.
   *
   * @param settings of H2, joined by semicolons
   */
  static H2File open(Path folder, String name, String settings) {
    Path inside = folder.toAbsolutePath().normalize();
    Path file = inside.resolve(name + ".mv.db");
    checkFolder(inside, file);
    H2File opened =
        new H2File(
            file,
            "jdbc:h2:file:"
                + inside.resolve(name)
                + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64"
                + ";TRACE_LEVEL_FILE=0;"
                + settings);
    try {
      opened.write(sql -> sql.execute("select 1"));
      onlyForUs(file);
      new Migrations(file, name).migrate(opened.writers.source());
      return opened;
    } catch (StoreException e) {
      opened.closeQuietly();
      throw e;
    }
  }

  private static void checkFolder(Path folder, Path file) {
    if (folder.toString().indexOf(';') >= 0) {
      throw new StoreException("The store can't lie in " + folder + ": its path has a semicolon");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StoreException("The folder " + folder + " can't be made: " + e, e);
    }
    if (!Files.isWritable(folder)) {
      throw new StoreException(
          "The store " + file + " can't be opened: its folder is not writable");
    }
    // H2 would open such a file, and fail at the first change.
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new StoreException("The store " + file + " can't be opened: it is not writable");
    }
  }

  private static void onlyForUs(Path file) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    try {
      Files.setPosixFilePermissions(file, owner);
    } catch (IOException e) {
      throw new StoreException("The store " + file + " can't be kept from others: " + e, e);
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    return in(readers, work);
  }

  @Override
  public <T> T write(Work<T> work) {
    return in(writers, work);
  }

  private <T> T in(Sessions sessions, Work<T> work) {
    try (Sessions.Session session = sessions.take()) {
      Connection connection = session.connection();
      connection.setAutoCommit(false);
      T result = work.in(DSL.using(jooq.derive(connection)));
      connection.commit();
      return result;
    } catch (IntegrityConstraintViolationException e) {
      throw e;
    } catch (DataAccessException e) {
      throw H2Failure.of(file, e.getCause(SQLException.class), e);
    } catch (SQLException e) {
      throw H2Failure.of(file, e, e);
    }
  }

  /** Closes the file; a large one that is mostly unused is made small first. */
  @Override
  public void close() {
    try (Sessions.Session session = writers.take();
        Statement statement = session.connection().createStatement()) {
      statement.execute(worthCompacting(statement) ? "SHUTDOWN COMPACT" : "SHUTDOWN");
    } catch (SQLException e) {
      throw H2Failure.of(file, e, e);
    } finally {
      readers.close();
      writers.close();
    }
  }

  private boolean worthCompacting(Statement statement) throws SQLException {
    try {
      if (Files.size(file) < SMALL_BYTES) {
        return false;
      }
    } catch (IOException _) {
      return false;
    }
    try (var used =
        statement.executeQuery(
            "select setting_value from information_schema.settings"
                + " where setting_name = 'info.CHUNKS_FILL_RATE'")) {
      return used.next() && used.getInt(1) < MOSTLY_UNUSED;
    }
  }

  private void closeQuietly() {
    try {
      close();
    } catch (StoreException _) {
      // Why it could not be opened is already on its way to the user.
    }
  }
}
