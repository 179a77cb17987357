package org.synchronode.db;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves what was committed since the last time, and makes room in the file, twice a second on a
 * thread of its own; and when somebody waits for it, on the same thread, so that several who wait
 * are served by one.
 *
 * <p>H2's own thread would do the same, but in the middle of other threads' transactions: it saves
 * one map after the other, so that a change can be in the file without the undo record that belongs
 * to it. A process that is killed then leaves a part of a transaction behind for good. A checkpoint
 * takes the only writing session instead.
 */
final class Checkpoints implements Durability, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int INTERVAL_MS = 500;

  /** To H2: neither at each commit, as zero would say, nor on threads of its own. */
  private static final int NEVER_BY_ITSELF = -1;

  /** In percent of the file's chunks: with less in use, the emptiest ones are written anew. */
  private static final int MOSTLY_USED = 60;

  /** How much is written anew at a time, so that changes need not wait long. */
  private static final int REWRITTEN_BYTES = 2 << 20;

  private final Sessions writers;
  private final MVStore store;
  private final String name;
  private final ScheduledExecutorService thread;

  /** The checkpoint that is due because somebody waits for it, until it begins. Guarded by this. */
  private @Nullable CompletableFuture<Void> due;

  Checkpoints(Sessions writers, MVStore store, String name) {
    this.writers = writers;
    this.store = store;
    this.name = name;
    store.setAutoCommitDelay(NEVER_BY_ITSELF);
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

  @Override
  public void await() {
    try {
      due().join();
    } catch (CompletionException | RejectedExecutionException e) {
      Throwable cause = e instanceof CompletionException ? e.getCause() : e;
      throw new StoreException(
          "What changed in the store " + name + " could not be saved: " + cause, e);
    }
  }

  private synchronized CompletableFuture<Void> due() {
    CompletableFuture<Void> waited = due;
    if (waited == null) {
      waited = new CompletableFuture<>();
      thread.execute(this::serve);
      due = waited;
    }
    return waited;
  }

  /** Begins with the session in hand: whoever waits for it by then has committed before. */
  private void serve() {
    try (Sessions.Session _ = writers.take()) {
      CompletableFuture<Void> served = begun();
      try {
        store.commit();
        store.sync();
        served.complete(null);
      } catch (RuntimeException | Error e) {
        served.completeExceptionally(e);
      }
    } catch (SQLException | RuntimeException e) {
      // Without a session nobody was served.
      begun().completeExceptionally(e);
    }
  }

  private synchronized CompletableFuture<Void> begun() {
    CompletableFuture<Void> begun = due;
    due = null;
    return begun == null ? new CompletableFuture<>() : begun;
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
