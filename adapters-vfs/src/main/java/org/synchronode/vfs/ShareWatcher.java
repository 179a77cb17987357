package org.synchronode.vfs;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Keeps the list up to date while the node runs. Three threads: one turns the system's events into
 * {@link Hints}, one has the places looked at once it is quiet there, one has the whole share
 * scanned from time to time, because watches can be missing or miss something.
 *
 * <p>The threads are ended by what they wait for, never by an interrupt: that would close the files
 * of a store that they are writing to.
 */
final class ShareWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareWatcher.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final ShareScanner scanner;
  private final FolderWatches watches;
  private final ShareSettings settings;
  private final Complaints complaints;
  private final Hints hints;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private volatile String unavailable = "";

  ShareWatcher(
      ShareScanner scanner, FolderWatches watches, ShareSettings settings, Complaints complaints) {
    this.scanner = scanner;
    this.watches = watches;
    this.settings = settings;
    this.complaints = complaints;
    this.hints = new Hints(settings.quiet(), settings.longest());
  }

  synchronized void start() {
    if (threads.isEmpty() && closed.getCount() > 0) {
      threads.add(Thread.ofPlatform().daemon().name("share-events").start(this::hear));
      threads.add(Thread.ofPlatform().daemon().name("share-changes").start(this::look));
      threads.add(Thread.ofPlatform().daemon().name("share-rescan").start(this::rescan));
    }
  }

  /** Something was found to be other than the list says. */
  Hints hints() {
    return hints;
  }

  /** Notes how the last scan of the whole share went, also of one that somebody else did. */
  void scanned(Optional<ShareUnavailable> failure) {
    String reason = failure.map(Throwable::getMessage).orElse("");
    String before = unavailable;
    unavailable = reason;
    if (!reason.isEmpty()) {
      complaints.once(reason);
    } else if (!before.isEmpty()) {
      complaints.over(before);
      LOG.info("The share is there again.");
    }
  }

  private void hear() {
    try {
      Optional<WatchKey> next = watches.next();
      while (next.isPresent()) {
        hear(next.get());
        next = watches.next();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(WatchKey watch) {
    List<WatchEvent<?>> events = watch.pollEvents();
    watches.placeOf(watch).ifPresent(folder -> events.forEach(event -> hear(folder, event)));
    watch.reset();
  }

  private void hear(EntryPath folder, WatchEvent<?> event) {
    // When the system loses events, it says OVERFLOW for each folder: a folder that is told of
    // nothing has lost nothing, so the subtree need not be scanned.
    if (event.kind().equals(StandardWatchEventKinds.ENTRY_MODIFY)
        && event.context() instanceof Path name) {
      try {
        hints.member(folder, new EntryName(name.toString()));
      } catch (IllegalArgumentException _) {
        // A name that is not shared.
      }
    } else {
      hints.folder(folder);
    }
  }

  private void look() {
    try {
      Optional<Hints.Places> places = hints.take();
      while (places.isPresent()) {
        long began = System.nanoTime();
        look(places.get());
        // Folders that are slow to list and change all the time get half of this thread's time.
        long took = Math.min(System.nanoTime() - began, settings.longest().toNanos());
        if (closed.await(took, TimeUnit.NANOSECONDS)) {
          return;
        }
        places = hints.take();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Hints.Places places) {
    try {
      scanner.look(places);
    } catch (ShareUnavailable e) {
      scanned(Optional.of(e));
    } catch (RuntimeException e) {
      LOG.error("Changes in the share could not be recorded; the next scan will find them.", e);
    }
  }

  private void rescan() {
    try {
      while (!closed.await(untilNext().toNanos(), TimeUnit.NANOSECONDS)) {
        rescanNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void rescanNow() {
    try {
      scanner.scan(ScanProgress.NONE);
      scanned(Optional.empty());
    } catch (ShareUnavailable e) {
      scanned(Optional.of(e));
    } catch (RuntimeException e) {
      LOG.error("The share could not be scanned; the next scan tries again.", e);
    }
  }

  /** With a tenth more or less, so that many nodes do not scan one disk at the same times. */
  private Duration untilNext() {
    Duration interval =
        unavailable.isEmpty() || settings.retry().compareTo(settings.rescan()) > 0
            ? settings.rescan()
            : settings.retry();
    double factor = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
    return Duration.ofNanos((long) (interval.toNanos() * factor));
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    scanner.stop();
    hints.close();
    watches.close();
    try {
      for (Thread thread : threads) {
        thread.join(LONGEST_END);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
