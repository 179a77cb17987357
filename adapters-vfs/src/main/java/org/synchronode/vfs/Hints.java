package org.synchronode.vfs;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
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
  /** From so many names on, listing their folder is cheaper than looking at each. */
  private static final int MOST_NAMES = 1000;

  /** The same, where each of them is certain to have changed. */
  private static final int MOST_CHANGED = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<EntryPath> folders = new HashSet<>();
  private final Map<EntryPath, Names> members = new HashMap<>();
  private final long quietNanos;
  private final long longestNanos;
  private long first;
  private long last;
  private boolean closed;

  Hints(Duration quiet, Duration longest) {
    this.quietNanos = quiet.toNanos();
    this.longestNanos = longest.toNanos();
  }

  /** Nobody knows what happened in a folder. */
  void folder(EntryPath folder) {
    add(() -> folders.add(folder));
  }

  /** What a name stands for was changed. */
  void changed(EntryPath folder, EntryName name) {
    add(() -> namesIn(folder).changed.add(name));
  }

  /** A name came or went: by the hand of another program, or of this node. */
  void cameOrWent(EntryPath folder, EntryName name) {
    add(() -> namesIn(folder).cameOrWent.add(name));
  }

  private Names namesIn(EntryPath folder) {
    return members.computeIfAbsent(folder, _ -> new Names(new HashSet<>(), new HashSet<>()));
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
    Map<EntryPath, Names> few = new HashMap<>();
    members.forEach(
        (folder, names) -> {
          if (names.changed.size() > MOST_CHANGED || names.cameOrWent.size() > MOST_NAMES) {
            folders.add(folder);
          } else if (!folders.contains(folder)) {
            few.put(folder, names);
          }
        });
    Places places = new Places(folders, few);
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
   * @param members names in other folders
   */
  record Places(Set<EntryPath> folders, Map<EntryPath, Names> members) {
    Places {
      folders = Set.copyOf(folders);
      members = Map.copyOf(members);
    }
  }

  /** Names in a folder, to look at one by one. */
  record Names(Set<EntryName> changed, Set<EntryName> cameOrWent) {}
}
