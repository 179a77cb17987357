package org.synchronode.vfs;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Keeps the list up to date while the node runs. One thread turns the system's events into {@link
 * Hints}, one has the places looked at once it is quiet there; {@link Rescans} find what watches
 * miss.
 *
 * <p>The threads are ended by what they wait for, never by an interrupt: that would close the files
 * of a store that they are writing to.
 */
final class ShareWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareWatcher.class);

  private final ShareScanner scanner;
  private final FolderWatches watches;
  private final ShareSettings settings;
  private final Rescans rescans;
  private final Hints hints;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  ShareWatcher(
      ShareScanner scanner, FolderWatches watches, Rescans rescans, ShareSettings settings) {
    this.scanner = scanner;
    this.watches = watches;
    this.rescans = rescans;
    this.settings = settings;
    this.hints = new Hints(settings.quiet(), settings.longest());
  }

  synchronized void start() {
    if (threads.isEmpty() && closed.getCount() > 0) {
      threads.add(Thread.ofPlatform().daemon().name("share-events").start(this::hear));
      threads.add(Thread.ofPlatform().daemon().name("share-changes").start(this::look));
      rescans.start();
    }
  }

  /** Something was found to be other than the list says. */
  Hints hints() {
    return hints;
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
    if (event.context() instanceof Path hidden && Exclusions.isReserved(hidden.toString())) {
      return;
    }
    // When the system loses events, it says OVERFLOW for each folder: a folder that is told of
    // nothing has lost nothing, so the subtree need not be scanned.
    if (!(event.context() instanceof Path name)) {
      hints.folder(folder);
      return;
    }
    try {
      EntryName shared = new EntryName(name.toString());
      if (event.kind().equals(StandardWatchEventKinds.ENTRY_MODIFY)) {
        hints.changed(folder, shared);
      } else {
        hints.cameOrWent(folder, shared);
      }
    } catch (IllegalArgumentException _) {
      // A name that is not shared.
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
      rescans.unavailable(e);
    } catch (RuntimeException e) {
      // That scan tells, should it fail too.
      LOG.warn(
          "Changes in the share could not be recorded; a scan of all of it follows: {}",
          String.valueOf(e.getMessage()));
      LOG.debug("Why", e);
      rescans.soon();
    }
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    scanner.stop();
    hints.close();
    watches.close();
    rescans.close();
    try {
      for (Thread thread : threads) {
        thread.join(Rescans.LONGEST_END);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
