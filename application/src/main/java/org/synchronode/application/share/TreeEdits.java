package org.synchronode.application.share;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.Written;

/** Makes, removes, moves and copies what stands in the share. */
final class TreeEdits {
  private final ShareDisk disk;
  private final ShareIndex rows;
  private final IndexShare index;
  private final Standing standing;
  private final LockCheck locks;

  TreeEdits(ShareDisk disk, ShareIndex rows, IndexShare index, Standing standing, LockCheck locks) {
    this.disk = disk;
    this.rows = rows;
    this.index = index;
    this.standing = standing;
    this.locks = locks;
  }

  Written makeFolder(Edit.MakeFolder make) {
    Annotations annotations = Annotations.NONE.patched(make.properties());
    return disk.exclusively(
        () -> {
          FolderEntry parent = standing.folderOf(make.path());
          if (standing.at(make.path()).isPresent()) {
            throw new ProblemException(
                new Problem.WrongKind("Something stands here already: " + make.path()));
          }
          standing.check(make.path(), make.guard());
          locks.allowMembership(make.path(), make.guard());
          try (ShareDisk.Staged staged = disk.stageFolder(make.path())) {
            Found found = disk.place(staged, make.path(), Optional.empty());
            index.change(changes -> changes.create(parent.id(), found, annotations));
          }
          return standing.written(make.path(), true);
        });
  }

  Written delete(Edit.Delete delete) {
    return disk.exclusively(
            () -> {
              Indexed gone = standing.required(delete.path());
              standing.check(delete.path(), delete.guard());
              locks.allowRemoval(delete.path(), delete.guard());
              ShareDisk.TakenAway away = disk.takeAway(delete.path());
              index.change(
                  changes -> {
                    index.remove(changes, gone);
                    return changes;
                  });
              return new Replaced(standing.written(delete.path(), false), Optional.of(away));
            })
        .finish();
  }

  Written move(Edit.Move move) {
    requireApart(move.path(), move.to());
    return disk.exclusively(
            () -> {
              Indexed source = standing.required(move.path());
              standing.check(move.path(), move.guard());
              locks.allowRemoval(move.path(), move.guard());
              FolderEntry parent = standing.folderOf(move.to());
              Optional<Indexed> target = target(move.to(), move.overwrite());
              locks.allowRemoval(move.to(), move.guard());
              Optional<ShareDisk.TakenAway> away = target.map(_ -> disk.takeAway(move.to()));
              Found found = inPlaceOf(away, () -> disk.move(move.path(), move.to()));
              index.change(
                  changes -> {
                    target.ifPresent(gone -> index.remove(changes, gone));
                    changes.move(source.entry(), parent.id(), found);
                    endLocks(changes, source, move.path());
                    return changes;
                  });
              return new Replaced(standing.written(move.to(), target.isEmpty()), away);
            })
        .finish();
  }

  /**
   * Locks stay behind when what they are on moves (RFC 4918 §7.6); here that means that they end.
   */
  private void endLocks(ChangeSet changes, Indexed source, EntryPath from) {
    if (!source.entry().annotations().locks().isEmpty()) {
      changes.annotate(source, source.entry().annotations().withoutLocks());
    }
    for (Located located : rows.locked(index.own())) {
      if (located.path().startsWith(from) && !located.path().equals(from)) {
        changes.annotate(located.indexed(), located.indexed().entry().annotations().withoutLocks());
      }
    }
  }

  Written copy(Edit.Copy copy) {
    requireApart(copy.path(), copy.to());
    Map<EntryPath, Annotations> annotations =
        disk.exclusively(
            () -> {
              Indexed source = standing.required(copy.path());
              forCopy(copy);
              return annotationsOf(source, copy.path(), copy.to(), copy.deep());
            });
    Replaced replaced;
    try (ShareDisk.Staged staged = disk.stageCopy(copy.path(), copy.to(), copy.deep())) {
      replaced =
          disk.exclusively(
              () -> {
                Optional<Indexed> target = forCopy(copy);
                FolderEntry parent = standing.folderOf(copy.to());
                Optional<ShareDisk.TakenAway> away = target.map(_ -> disk.takeAway(copy.to()));
                Found found =
                    inPlaceOf(away, () -> disk.place(staged, copy.to(), Optional.empty()));
                index.change(
                    changes -> {
                      target.ifPresent(gone -> index.remove(changes, gone));
                      createTree(changes, parent.id(), copy.to(), found, annotations);
                      return changes;
                    });
                return new Replaced(standing.written(copy.to(), target.isEmpty()), away);
              });
    }
    return replaced.finish();
  }

  private Optional<Indexed> forCopy(Edit.Copy copy) {
    standing.check(copy.path(), copy.guard());
    standing.folderOf(copy.to());
    Optional<Indexed> target = target(copy.to(), copy.overwrite());
    locks.allowRemoval(copy.to(), copy.guard());
    return target;
  }

  /** Puts something where something else was taken away, which comes back if that fails. */
  private static Found inPlaceOf(Optional<ShareDisk.TakenAway> away, Supplier<Found> place) {
    try {
      return place.get();
    } catch (RuntimeException e) {
      away.ifPresent(ShareDisk.TakenAway::putBack);
      throw e;
    }
  }

  private Optional<Indexed> target(EntryPath to, boolean overwrite) {
    Optional<Indexed> target = standing.at(to);
    if (target.isPresent() && !overwrite) {
      throw new ProblemException(
          new Problem.PreconditionFailed(
              "Something stands at the target, and Overwrite is F: " + to));
    }
    return target;
  }

  /** What is attached to each part of a tree, by where the part will be. Locks are not copied. */
  private Map<EntryPath, Annotations> annotationsOf(
      Indexed source, EntryPath from, EntryPath to, boolean deep) {
    Map<EntryPath, Annotations> annotations = new HashMap<>();
    Map<EntryId, EntryPath> folders = new HashMap<>();
    folders.put(source.entry().id(), to);
    annotations.put(to, source.entry().annotations().withoutLocks());
    if (deep && source.entry() instanceof FolderEntry) {
      // From the top down: the folder that an entry lies in is always there before it.
      for (Indexed below : rows.below(index.own(), source.entry().id())) {
        EntryPath folder = folders.get(below.entry().parent());
        if (folder == null) {
          throw new IllegalStateException("what lies below " + from + " came before its folder");
        }
        EntryPath path = folder.child(below.entry().name());
        if (below.entry() instanceof FolderEntry) {
          folders.put(below.entry().id(), path);
        }
        if (!below.entry().annotations().properties().isEmpty()) {
          annotations.put(path, below.entry().annotations().withoutLocks());
        }
      }
    }
    return annotations;
  }

  private void createTree(
      ChangeSet changes,
      EntryId parent,
      EntryPath path,
      Found top,
      Map<EntryPath, Annotations> annotations) {
    Map<EntryPath, EntryId> folders = new HashMap<>();
    folders.put(
        path, changes.create(parent, top, annotations.getOrDefault(path, Annotations.NONE)));
    if (top instanceof Found.FoundFolder) {
      for (FolderListing listing : disk.tree(path)) {
        EntryId folder = folders.get(listing.folder());
        if (folder == null) {
          continue;
        }
        for (Found found : listing.found()) {
          EntryPath at = listing.folder().child(found.name());
          folders.put(
              at, changes.create(folder, found, annotations.getOrDefault(at, Annotations.NONE)));
        }
      }
    }
  }

  /**
   * RFC 4918 §9.8.5 and §9.9.4, and nothing may be moved into itself or replace what it lies in.
   */
  private static void requireApart(EntryPath from, EntryPath to) {
    if (from.startsWith(to) || to.startsWith(from)) {
      throw new ProblemException(
          new Problem.Forbidden(
              "Source and target are the same, or one lies in the other: " + from + ", " + to));
    }
  }

  /** What gave way is removed for good only when the share is no longer held: it can take long. */
  private record Replaced(Written written, Optional<ShareDisk.TakenAway> away) {
    Written finish() {
      away.ifPresent(ShareDisk.TakenAway::close);
      return written;
    }
  }
}
