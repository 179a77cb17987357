package org.synchronode.db;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves what was committed since the last time, and makes room in the file, twice a second on a
 * thread of its own.
 *
 * <p>H2's own thread would do the same, but in the middle of other threads' transactions: it saves
 * one map after the other, so that a change can be in the file without the undo record that belongs
 * to it. A process that is killed then leaves a part of a transaction behind for good. A checkpoint
 * takes the only writing session instead.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int INTERVAL_MS = 500;

  /** In percent of the file's chunks: with less in use, the emptiest ones are written anew. */
  private static final int MOSTLY_USED = 60;

  /** How much is written anew at a time, so that changes need not wait long. */
  private static final int REWRITTEN_BYTES = 2 << 20;

  private final Sessions writers;
  private final MVStore store;
  private final ScheduledExecutorService thread;

  Checkpoints(Sessions writers, MVStore store, String name) {
    this.writers = writers;
    this.store = store;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name + "-checkpoints").factory());
    var _ =
        thread.scheduleWithFixedDelay(
            this::checkpoint, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  private void checkpoint() {
    // It dies at the first write that fails; what then is to be said, who writes next says.
    if (store.isClosed() || store.getPanicException() != null) {
      return;
    }
    try (Sessions.Session _ = writers.take()) {
      store.commit();
      store.compact(MOSTLY_USED, REWRITTEN_BYTES);
    } catch (SQLException | RuntimeException e) {
      LOG.debug("What changed could not be saved", e);
    }
  }

  /** Ends without waiting: there is nothing to be saved any more. */
  void abandon() {
    thread.shutdown();
  }

  /** Waits for the checkpoint that is under way. What is not saved yet is when H2 closes. */
  @Override
  public void close() {
    thread.close();
  }
}
