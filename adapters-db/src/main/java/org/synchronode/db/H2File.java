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
import java.util.Optional;
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
 * One H2 file, open in this process alone until it is closed. Readers and the writer have pools of
 * their own, so that a crowd of readers does not keep a change waiting. There is one writer at a
 * time: H2 saves the file, also to make room in memory, without regard to transactions of other
 * threads, see {@link Checkpoints}. H2 is never left to close itself when the JVM exits: the order
 * of closing is ours.
 */
final class H2File implements Transactions, AutoCloseable {
  /** Of the file's name, as H2 has it. */
  static final String SUFFIX = ".mv.db";

  private static final int READERS = 8;
  private static final int WRITERS = 1;

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
  private final Optional<Checkpoints> checkpoints;
  private final Configuration jooq =
      new DefaultConfiguration()
          .set(SQLDialect.H2)
          .set(
              new Settings()
                  .withExecuteLogging(false)
                  .withFetchWarnings(false)
                  .withRenderSchema(false));

  private H2File(Path file, String url, Saving saving) {
    this.file = file;
    // Rows are handed out as they are found, not collected first: a large listing goes to its
    // spool.
    this.readers =
        new Sessions(url + ";LAZY_QUERY_EXECUTION=1", READERS, Constants.TRANSACTION_SNAPSHOT);
    this.writers = new Sessions(url, WRITERS, Connection.TRANSACTION_READ_COMMITTED);
    this.checkpoints =
        saving == Saving.GROUPED
            ? Optional.of(new Checkpoints(writers, file.getFileName().toString()))
            : Optional.empty();
  }

  /** Opens a file of this name in the folder, and makes both where they are not there. */
  static H2File open(Path folder, String name, Saving saving) {
    Path inside = folder.toAbsolutePath().normalize();
    Path file = inside.resolve(name + SUFFIX);
    checkFolder(inside, file);
    String url =
        "jdbc:h2:file:"
            + inside.resolve(name)
            + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64"
            + ";TRACE_LEVEL_FILE=0;"
            + saving.setting();
    Migrations migrations = new Migrations(inside, name);
    if (!Files.exists(file)) {
      migrations.run();
    }
    onlyForUs(file);
    H2File opened = new H2File(file, url, saving);
    if (opened.lacks(migrations, url)) {
      opened.close();
      migrations.run();
      opened = new H2File(file, url, saving);
    }
    return opened;
  }

  private boolean lacks(Migrations migrations, String url) {
    try {
      write(sql -> sql.execute("select 1"));
      return migrations.isMissingIn(url);
    } catch (StoreException e) {
      closeQuietly();
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

  /** How to wait for what is committed; with {@link Saving#EACH_COMMIT} nothing is waited for. */
  Durability durability() {
    return checkpoints.<Durability>map(each -> each).orElse(Durability.SOON);
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
    checkpoints.ifPresent(Checkpoints::close);
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
