package org.synchronode.vfs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Collects where something may have changed until it has been quiet for a moment, so that one
 * change that shows in several places (a move) is looked at as one. Safe for use by several
 * threads.
 */
final class Hints {
  /** From this many changed files on, listing their folder is cheaper than looking at each. */
  private static final int FILES_ONE_BY_ONE = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<EntryPath> folders = new HashSet<>();
  private final Map<EntryPath, Set<EntryName>> members = new HashMap<>();
  private final long quietNanos;
  private final long longestNanos;
  private long first;
  private long last;
  private boolean closed;

  Hints(Duration quiet, Duration longest) {
    this.quietNanos = quiet.toNanos();
    this.longestNanos = longest.toNanos();
  }

  /** Names came or went in a folder, or nobody knows what happened. */
  void folder(EntryPath folder) {
    add(() -> folders.add(folder));
  }

  /** What a name stands for was changed. */
  void member(EntryPath folder, EntryName name) {
    add(() -> members.computeIfAbsent(folder, _ -> new HashSet<>()).add(name));
  }

  private void add(Runnable addition) {
    lock.lock();
    try {
      last = System.nanoTime();
      if (isEmpty()) {
        first = last;
      }
      addition.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isEmpty() {
    return folders.isEmpty() && members.isEmpty();
  }

  /**
   * Waits until there are hints and no more have come for a moment, then takes them all.
   *
   * @return nothing when this was closed
   */
  Optional<Places> take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        if (isEmpty()) {
          changed.await();
        } else {
          long now = System.nanoTime();
          long wait = Math.min(last + quietNanos - now, first + longestNanos - now);
          if (wait <= 0) {
            return Optional.of(drain());
          }
          changed.awaitNanos(wait);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Places drain() {
    List<EntryPath> one = new ArrayList<>();
    members.forEach(
        (folder, names) -> {
          if (names.size() > FILES_ONE_BY_ONE) {
            folders.add(folder);
          } else if (!folders.contains(folder)) {
            names.forEach(name -> one.add(folder.child(name)));
          }
        });
    Places places = new Places(Set.copyOf(folders), one);
    folders.clear();
    members.clear();
    return places;
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Where to look.
   *
   * @param folders to list
   * @param members of other folders, to look at one by one
   */
  record Places(Set<EntryPath> folders, List<EntryPath> members) {
    Places {
      folders = Set.copyOf(folders);
      members = List.copyOf(members);
    }
  }
}
