package org.synchronode.application.share;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.Written;

/**
 * Puts staged files in their places. Those that wait for the share at the same time become one
 * change of the list: a change of many files takes little longer than that of one. Safe for use by
 * several threads.
 */
final class Placements {
  private final ShareDisk disk;
  private final Standing standing;

  /** As many as requests that write at this moment. Guarded by this. */
  private List<Placement> waiting = new ArrayList<>();

  Placements(ShareDisk disk, Standing standing) {
    this.disk = disk;
    this.standing = standing;
  }

  /** Decides whether a file may be written, and writes it. */
  Written place(ShareDisk.Staged staged, FileWrite write) {
    Placement placement = new Placement(staged, write);
    if (isFirst(placement)) {
      placeWaiting();
    }
    return placement.awaited();
  }

  /** Who waits first sees to all that have come by the time that the share is free. */
  private synchronized boolean isFirst(Placement placement) {
    waiting.add(placement);
    return waiting.size() == 1;
  }

  private synchronized List<Placement> take() {
    List<Placement> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  private void placeWaiting() {
    List<Placement> taken = new ArrayList<>();
    try {
      disk.exclusively(
          () -> {
            taken.addAll(take());
            new Group().place(taken);
            return taken;
          });
    } catch (RuntimeException | Error e) {
      taken.addAll(take());
      taken.forEach(placement -> placement.outcome.completeExceptionally(e));
    }
  }

  /** A file that is to be placed. */
  private record Placement(
      ShareDisk.Staged staged, FileWrite write, CompletableFuture<Written> outcome) {
    Placement(ShareDisk.Staged staged, FileWrite write) {
      this(staged, write, new CompletableFuture<>());
    }

    Written awaited() {
      try {
        return outcome.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  /** Files that are in their places and not in the list yet. */
  private final class Group {
    private final List<Placement> placements = new ArrayList<>();
    private final List<Standing.Placed> placed = new ArrayList<>();
    private final Set<String> looks = new HashSet<>();

    void place(List<Placement> all) {
      for (Placement one : all) {
        if (mayDependOnThese(one.write)) {
          list();
        }
        try {
          place(one);
        } catch (RuntimeException e) {
          one.outcome.completeExceptionally(e);
        }
      }
      list();
    }

    private void place(Placement one) {
      Standing.Target target = standing.forFile(one.write);
      placed.add(
          standing.place(
              target.path(), one.staged, target.before(), one.write.modified().isPresent()));
      placements.add(one);
      looks.add(look(one.write.path()));
    }

    /**
     * Whatever is decided by what the list says of these files waits until it says it; of what
     * would lie in one of them too.
     */
    private boolean mayDependOnThese(FileWrite write) {
      return isOrLiesInOneOfThese(write.path())
          || write.guard().lists().stream().anyMatch(list -> isOrLiesInOneOfThese(list.about()));
    }

    private boolean isOrLiesInOneOfThese(EntryPath path) {
      for (EntryPath at = path; !at.isRoot(); at = at.parent()) {
        if (looks.contains(look(at))) {
          return true;
        }
      }
      return false;
    }

    private static String look(EntryPath path) {
      return path.names().stream().map(EntryName::canonical).collect(Collectors.joining("/"));
    }

    private void list() {
      if (placed.isEmpty()) {
        return;
      }
      standing.list(placed);
      for (int i = 0; i < placements.size(); i++) {
        Standing.Placed file = placed.get(i);
        placements.get(i).outcome.complete(standing.written(file.path(), file.before().isEmpty()));
      }
      placements.clear();
      placed.clear();
      looks.clear();
    }
  }
}
