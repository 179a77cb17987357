package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synchronode.application.share.FileKey;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * The system's watches, one for each folder of the share, and where in the share each one is now: a
 * watch follows its folder when that is moved. Also knows which folders were listed since they came
 * to their place. Watching is by path, and a hint only: whatever is changed on the way between
 * looking up and watching, folders are listed by {@link OpenFolder}. Safe for use by several
 * threads.
 */
final class FolderWatches implements AutoCloseable {
  private static final String EXHAUSTED =
      "This system lets no more folders be watched: changes in some folders of the share are found"
          + " only by the scan from time to time. (On Linux, raise fs.inotify.max_user_watches and"
          + " fs.inotify.max_user_instances.)";
  private static final WatchEvent.Kind<?>[] ALL = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  private final Path root;
  private final Optional<WatchService> service;
  private final Complaints complaints;
  private final Map<EntryPath, Watched> byPath = new HashMap<>();
  private final Map<EntryPath, Set<EntryName>> subfolders = new HashMap<>();
  private final Map<WatchKey, EntryPath> places = new HashMap<>();

  FolderWatches(Path root, Complaints complaints) {
    this.root = root;
    this.complaints = complaints;
    this.service = newService(root, complaints);
  }

  private static Optional<WatchService> newService(Path root, Complaints complaints) {
    try {
      return Optional.of(root.getFileSystem().newWatchService());
    } catch (IOException | UnsupportedOperationException _) {
      complaints.once(EXHAUSTED);
      return Optional.empty();
    }
  }

  /** To be called before the folder is listed: what happens from now on gives a hint. */
  synchronized void watch(EntryPath path, FileKey key) {
    Watched before = byPath.get(path);
    if (before != null
        && before.folder().equals(key)
        && before.watch().filter(watch -> isAt(watch, path)).isPresent()) {
      return;
    }
    Optional<WatchKey> watch = register(path);
    if (before != null) {
      before
          .watch()
          .filter(old -> !watch.equals(Optional.of(old)))
          .ifPresent(old -> end(old, path));
    }
    watch.ifPresent(now -> places.put(now, path));
    byPath.put(path, new Watched(key, watch));
    if (!path.isRoot()) {
      subfolders.computeIfAbsent(path.parent(), _ -> new HashSet<>()).add(path.name());
    }
  }

  /** Whether the folder at this place was listed since it came there. */
  synchronized boolean knows(EntryPath path, FileKey key) {
    Watched watched = byPath.get(path);
    return watched != null
        && watched.folder().equals(key)
        && watched.watch().map(watch -> isAt(watch, path)).orElse(true);
  }

  /** Forgets the subfolders that a listing no longer has. */
  synchronized void keepOnly(EntryPath folder, Set<EntryName> still) {
    Set<EntryName> known = subfolders.get(folder);
    if (known != null) {
      for (EntryName name : Set.copyOf(known)) {
        if (!still.contains(name)) {
          forget(folder.child(name));
        }
      }
    }
  }

  private void forget(EntryPath path) {
    for (EntryName name : Set.copyOf(subfolders.getOrDefault(path, Set.of()))) {
      forget(path.child(name));
    }
    Watched watched = byPath.remove(path);
    if (watched != null) {
      watched.watch().ifPresent(watch -> end(watch, path));
    }
    subfolders.remove(path);
    Set<EntryName> siblings = subfolders.get(path.parent());
    if (siblings != null) {
      siblings.remove(path.name());
    }
  }

  /** The place in the share of a watch that has something to tell. */
  synchronized Optional<EntryPath> placeOf(WatchKey watch) {
    return Optional.ofNullable(places.get(watch));
  }

  /**
   * The next watch that has something to tell; waits for one.
   *
   * @return nothing when there is nothing to wait for, or not any more
   */
  Optional<WatchKey> next() throws InterruptedException {
    try {
      return service.isPresent() ? Optional.of(service.get().take()) : Optional.empty();
    } catch (ClosedWatchServiceException _) {
      return Optional.empty();
    }
  }

  /** How many folders are watched. */
  synchronized int size() {
    return places.size();
  }

  @Override
  public void close() {
    try {
      if (service.isPresent()) {
        service.get().close();
      }
    } catch (IOException _) {
      // The system takes its watches back at the latest when this program ends.
    }
  }

  /** Ends a watch, unless its folder has moved to another place that is known already. */
  private void end(WatchKey watch, EntryPath path) {
    if (places.remove(watch, path)) {
      watch.cancel();
    }
  }

  private boolean isAt(WatchKey watch, EntryPath path) {
    return watch.isValid() && path.equals(places.get(watch));
  }

  private Optional<WatchKey> register(EntryPath path) {
    if (service.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path at = root;
      for (EntryName name : path.names()) {
        at = at.resolve(name.value());
      }
      return Optional.of(at.register(service.get(), ALL));
    } catch (ClosedWatchServiceException _) {
      return Optional.empty();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("limit")) {
        complaints.once(EXHAUSTED);
      }
      // Else it vanished, or can't be read: the listing that follows will tell.
      return Optional.empty();
    }
  }

  /** A folder as it was when it was listed at a place. */
  private record Watched(FileKey folder, Optional<WatchKey> watch) {}
}
