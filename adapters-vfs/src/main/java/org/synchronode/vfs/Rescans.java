package org.synchronode.vfs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a whole share scanned from time to time, and more often while it is not there or can't be
 * recorded. Safe for use by several threads.
 *
 * <p>The thread is ended by what it waits for, never by an interrupt: that would close the files of
 * a store that it is writing to.
 */
final class Rescans implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rescans.class);
  static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final Scan scan;
  private final ShareSettings settings;
  private final Complaints complaints;
  private final Semaphore asked = new Semaphore(0);
  private Optional<Thread> thread = Optional.empty();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String unavailable = "";
  private boolean failing;

  Rescans(Scan scan, ShareSettings settings, Complaints complaints) {
    this.scan = scan;
    this.settings = settings;
    this.complaints = complaints;
  }

  synchronized void start() {
    if (thread.isEmpty() && !isClosed()) {
      thread = Optional.of(Thread.ofPlatform().daemon().name("share-rescan").start(this::run));
    }
  }

  /** Scans in this thread. */
  void now(ScanProgress progress) throws ShareUnavailable {
    try {
      scan.run(progress);
      note("");
    } catch (ShareUnavailable e) {
      unavailable(e);
      throw e;
    }
  }

  /** Has the share scanned soon. */
  void soon() {
    asked.release();
  }

  /** Somebody found that the share is not there. */
  void unavailable(ShareUnavailable why) {
    note(String.valueOf(why.getMessage()));
  }

  private void note(String reason) {
    String before = unavailable;
    unavailable = reason;
    if (!reason.isEmpty()) {
      complaints.once(reason);
    } else if (!before.isEmpty()) {
      complaints.over(before);
      LOG.info("The share is there again.");
    }
  }

  private void run() {
    try {
      while (!isClosed()) {
        boolean early = asked.tryAcquire(untilNext().toNanos(), TimeUnit.NANOSECONDS);
        if (isClosed()) {
          return;
        }
        scanAlone();
        // However often it is asked for, a share is not scanned all the time.
        if (early && closed.await(settings.retry().toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void scanAlone() {
    asked.drainPermits();
    try {
      now(ScanProgress.NONE);
      failing = false;
    } catch (ShareUnavailable e) {
      LOG.debug("Told already", e);
    } catch (RuntimeException e) {
      if (failing) {
        LOG.debug("Still", e);
      } else {
        LOG.error("The share could not be scanned; it is tried again and again.", e);
      }
      failing = true;
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** With a tenth more or less, so that many nodes do not scan one disk at the same times. */
  private Duration untilNext() {
    Duration interval =
        (unavailable.isEmpty() && !failing) || settings.retry().compareTo(settings.rescan()) > 0
            ? settings.rescan()
            : settings.retry();
    double factor = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
    return Duration.ofNanos((long) (interval.toNanos() * factor));
  }

  /** To be called after the scan was told to end. */
  @Override
  public synchronized void close() {
    closed.countDown();
    soon();
    try {
      if (thread.isPresent()) {
        thread.get().join(LONGEST_END);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Scans a whole share. */
  interface Scan {
    void run(ScanProgress progress) throws ShareUnavailable;
  }
}
