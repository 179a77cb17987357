package org.synchronode.db;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.h2.mvstore.MVStoreException;
import org.jooq.Configuration;
import org.jooq.Log;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.tools.JooqLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One H2 file, open in this process alone until it is closed. H2 is never left to close itself when
 * the JVM exits: the order of closing is ours.
 *
 * <p>When the disk is full (or fails otherwise), the file is opened again as it was last stored,
 * for reading: what is there can be read, and who writes hears why that is not possible. Once there
 * is room, it is opened for writing.
 */
final class H2File implements Transactions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(H2File.class);

  /** A file that could not be written is not tried again before. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Much more than H2 needs to open a file. */
  private static final int ROOM_BYTES = 1 << 20;

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
  private final String url;
  private final String settings;
  private final Configuration jooq =
      new DefaultConfiguration()
          .set(SQLDialect.H2)
          .set(
              new Settings()
                  .withExecuteLogging(false)
                  .withFetchWarnings(false)
                  .withRenderSchema(false));
  private volatile OpenH2 current;
  private volatile Runnable restored = () -> {};
  private long triedToWriteAt = System.nanoTime() - PAUSE.toNanos();
  private String whyNotWritable = "";
  private boolean closed;

  private H2File(Path file, String url, String settings) {
    this.file = file;
    this.url = url;
    this.settings = settings;
    this.current = opened(true);
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
    requireRoom(file);
    H2File opened =
        new H2File(
            file,
            "jdbc:h2:file:"
                + inside.resolve(name)
                + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64"
                + ";TRACE_LEVEL_FILE=0",
            settings);
    try {
      onlyForUs(file);
      new Migrations(file, name).migrate(opened.current.writers().source());
      return opened;
    } catch (StoreException e) {
      opened.closeQuietly();
      throw e;
    }
  }

  private OpenH2 opened(boolean writable) {
    try {
      return new OpenH2(
          // Settings of the file itself are kept in it.
          url + (writable ? ";DB_CLOSE_DELAY=-1;" + settings : ";ACCESS_MODE_DATA=r"), writable);
    } catch (SQLException e) {
      throw H2Failure.of(file, e, e);
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
    OpenH2 h2 = alive();
    try {
      return in(h2.readers(), work);
    } catch (StoreException e) {
      if (!h2.isDead()) {
        throw e;
      }
      return in(alive().readers(), work);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    OpenH2 h2 = writable();
    try {
      T result = in(h2.writers(), work);
      if (!h2.isDead()) {
        return result;
      }
    } catch (StoreException e) {
      if (!h2.isDead()) {
        throw e;
      }
    }
    throw failed(h2);
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

  /**
   * Told each time when the file can be written again. What was committed in the last moments
   * before it could not be may be lost then.
   */
  void whenRestored(Runnable listener) {
    restored = listener;
  }

  /** Opens the file for writing again, if it is not and that is possible now. */
  void restore() {
    try {
      writable();
    } catch (StoreException e) {
      LOG.debug("Still not: {}", e.getMessage());
    }
  }

  private OpenH2 alive() {
    OpenH2 h2 = current;
    return h2.isDead() ? revived() : h2;
  }

  private synchronized OpenH2 revived() {
    if (current.isDead() && !closed) {
      String why = String.valueOf(failed(current).getMessage());
      if (!why.equals(whyNotWritable)) {
        LOG.error(
            "{} Until it can be written again, nothing new is recorded in it; what it has can be read.",
            why);
      }
      whyNotWritable = why;
      current.abandon();
      current = opened(false);
    }
    return current;
  }

  private OpenH2 writable() {
    OpenH2 h2 = alive();
    if (h2.isWritable()) {
      return h2;
    }
    OpenH2 again = openedToWrite();
    restored.run();
    return again;
  }

  private synchronized OpenH2 openedToWrite() {
    OpenH2 h2 = alive();
    if (h2.isWritable()) {
      return h2;
    }
    if (System.nanoTime() - triedToWriteAt < PAUSE.toNanos()) {
      throw new StoreException(whyNotWritable);
    }
    triedToWriteAt = System.nanoTime();
    try {
      requireRoom(file);
    } catch (StoreException e) {
      whyNotWritable = String.valueOf(e.getMessage());
      throw e;
    }
    h2.abandon();
    current = opened(true);
    whyNotWritable = "";
    LOG.info("The store {} can be written again.", file);
    return current;
  }

  /** H2 itself would go on in memory for a while. */
  private static void requireRoom(Path file) {
    Path room = file.resolveSibling(file.getFileName() + ".room");
    try {
      try {
        Files.write(room, new byte[ROOM_BYTES]);
      } finally {
        Files.deleteIfExists(room);
      }
    } catch (IOException e) {
      throw new StoreException(
          "The store " + file + " can't be written: " + H2Failure.oneLine(e) + ".", e);
    }
  }

  private StoreException failed(OpenH2 dead) {
    MVStoreException cause = dead.causeOfDeath();
    return cause == null
        ? new StoreException("The store " + file + " is closed.")
        : new StoreException(
            "The store " + file + " failed: " + H2Failure.oneLine(cause) + ".", cause);
  }

  /** Closes the file; a large one that is mostly unused is made small first. */
  @Override
  public synchronized void close() {
    closed = true;
    if (current.isDead() || !current.isWritable()) {
      current.abandon();
      return;
    }
    try {
      current.close(worthCompacting() ? "SHUTDOWN COMPACT" : "SHUTDOWN");
    } catch (SQLException e) {
      throw H2Failure.of(file, e, e);
    }
  }

  private boolean worthCompacting() throws SQLException {
    try {
      if (Files.size(file) < SMALL_BYTES) {
        return false;
      }
    } catch (IOException _) {
      return false;
    }
    try (Sessions.Session session = current.writers().take();
        Statement statement = session.connection().createStatement();
        ResultSet used =
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
