package org.synchronode.db;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
 * One H2 file, open in this process alone until it is closed.
 *
 * <p>When the disk is full (or fails otherwise), the file is opened again as it was last stored,
 * for reading: what is there can be read, and who writes hears why that is not possible. Once there
 * is room, it is opened for writing.
 */
final class H2File implements Transactions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(H2File.class);

  /** A file that could not be written is not tried again before. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    JooqLogger.globalThreshold(Log.Level.WARN);
  }

  private final StoreFile file;
  private final Saving saving;
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

  /** Changed under the lock only. */
  private volatile long openings = 1;

  private H2File(StoreFile file, Saving saving) {
    this.file = file;
    this.saving = saving;
    this.current = forWriting();
  }

  /** Opens the file, and makes it and its folder where they are not there. */
  static H2File open(StoreFile file, Saving saving) {
    file.check();
    Migrations migrations = new Migrations(file);
    if (!Files.exists(file.path())) {
      migrations.run();
    }
    file.keepFromOthers();
    H2File opened = new H2File(file, saving);
    if (opened.lacks(migrations)) {
      opened.close();
      migrations.run();
      opened = new H2File(file, saving);
    }
    return opened;
  }

  private boolean lacks(Migrations migrations) {
    try {
      return migrations.isMissing();
    } catch (StoreException e) {
      closeQuietly();
      throw e;
    }
  }

  private OpenH2 forWriting() {
    try {
      return OpenH2.forWriting(file, saving);
    } catch (SQLException e) {
      throw H2Failure.of(file.path(), e, e);
    }
  }

  private OpenH2 forReading() {
    try {
      return OpenH2.forReading(file);
    } catch (SQLException e) {
      throw H2Failure.of(file.path(), e, e);
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
  public void requireRoom() {
    if (!alive().isWritable() || !file.hasRoom()) {
      throw new StoreException("The store " + file.path() + " can't be written now.");
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

  /** How to wait for what is committed; with {@link Saving#EACH_COMMIT} nothing is waited for. */
  Durability durability() {
    return () -> current.durability().await();
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
      throw damageNoted(H2Failure.of(file.path(), e.getCause(SQLException.class), e));
    } catch (SQLException e) {
      throw damageNoted(H2Failure.of(file.path(), e, e));
    }
  }

  private StoreException damageNoted(StoreException failure) {
    boolean canBeginAnew = saving == Saving.GROUPED;
    if (canBeginAnew && failure instanceof DamagedStoreException && !file.isMarkedDamaged()) {
      LOG.error("{}. Start the node again: it sets the file aside then.", failure.getMessage());
      file.markDamaged();
    }
    return failure;
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

  /** How often it was opened, which it is again where it is found to have failed. */
  long openings() {
    var _ = alive();
    return openings;
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
      current = forReading();
      openings++;
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
      file.requireRoom();
    } catch (StoreException e) {
      whyNotWritable = String.valueOf(e.getMessage());
      throw e;
    }
    h2.abandon();
    current = forWriting();
    openings++;
    whyNotWritable = "";
    LOG.info("The store {} can be written again.", file.path());
    return current;
  }

  private StoreException failed(OpenH2 dead) {
    MVStoreException cause = dead.causeOfDeath();
    return cause == null
        ? new StoreException("The store " + file.path() + " is closed.")
        : new StoreException(
            "The store " + file.path() + " failed: " + H2Failure.oneLine(cause) + ".", cause);
  }

  /** Ends it without saving: it is damaged. */
  synchronized void abandon() {
    closed = true;
    current.abandon();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (current.isDead() || !current.isWritable()) {
      current.abandon();
      return;
    }
    try {
      current.close();
    } catch (SQLException e) {
      throw H2Failure.of(file.path(), e, e);
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
