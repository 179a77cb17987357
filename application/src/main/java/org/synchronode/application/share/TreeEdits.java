package org.synchronode.application.share;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.synchronode.application.files.FileBody;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.Written;

/** Makes, removes, moves and copies what stands in the share. */
final class TreeEdits {
  /** An {@link EntryPath} has one more, but in a folder that is so deep no scan looks. */
  private static final int DEEPEST = 511;

  private final ShareDisk disk;
  private final ShareIndex rows;
  private final IndexShare index;
  private final Places places;
  private final Standing standing;
  private final LockCheck locks;

  TreeEdits(ShareDisk disk, IndexShare index, Places places, Standing standing, LockCheck locks) {
    this.disk = disk;
    this.rows = index.rows();
    this.index = index;
    this.places = places;
    this.standing = standing;
    this.locks = locks;
  }

  Written makeFolder(Edit.MakeFolder make) {
    Annotations annotations = Annotations.NONE.patched(make.properties());
    return disk.exclusively(
        () -> {
          EntryPath path = places.writable(make.path());
          FolderEntry parent = standing.folderOf(path);
          if (standing.at(path).isPresent()) {
            throw new ProblemException(
                new Problem.WrongKind("Something stands here already: " + path));
          }
          standing.check(path, make.guard());
          locks.allowMembership(path, make.guard());
          try (ShareDisk.Staged staged = disk.stageFolder(path)) {
            Found found = disk.place(staged, path, Optional.empty());
            index.change(changes -> changes.create(parent.id(), found, annotations));
          }
          return standing.written(path, true);
        });
  }

  Written delete(Edit.Delete delete) {
    return disk.exclusively(
            () -> {
              EntryPath path = places.allWritable(delete.path());
              Seen seen = standing.required(path);
              standing.check(path, delete.guard());
              locks.allowRemoval(path, delete.guard());
              delete.unchangedSince().ifPresent(since -> requireUnchanged(path, seen, since));
              Indexed gone = rows.find(index.own(), path).orElse(seen.indexed());
              ShareDisk.TakenAway away = disk.takeAway(path);
              index.change(
                  changes -> {
                    index.remove(changes, gone);
                    return changes;
                  });
              return new Replaced(standing.written(path, false), Optional.of(away));
            })
        .finish();
  }

  /** Asks the disk, of which the list may not have heard everything yet. */
  private void requireUnchanged(EntryPath path, Seen seen, Revision since) {
    if (seen.found() instanceof Found.FoundFolder) {
      index.record(disk.tree(path));
    }
    Indexed now = rows.find(index.own(), path).orElse(seen.indexed());
    if (Stream.concat(Stream.of(now), rows.below(index.own(), now.entry().id()).stream())
        .anyMatch(indexed -> indexed.entry().revision().isAfter(since))) {
      throw new ProblemException(
          new Problem.Conflict("It was changed meanwhile, and is left as it is."));
    }
  }

  Written move(Edit.Move move) {
    return disk.exclusively(
            () -> {
              EntryPath from = places.allWritable(move.path());
              EntryPath to = places.allWritable(move.to());
              requireApart(from, to);
              Seen source = standing.required(from);
              standing.check(from, move.guard());
              locks.allowRemoval(from, move.guard());
              requireNotTooDeep(source.indexed(), from, to);
              FolderEntry parent = standing.folderOf(to);
              Optional<Seen> target = target(to, move.overwrite());
              locks.allowRemoval(to, move.guard());
              Optional<Found> overwritten =
                  overwritten(source.found() instanceof Found.FoundFile, target);
              Optional<ShareDisk.TakenAway> away = takenAway(to, target, overwritten);
              Found found = inPlaceOf(away, () -> disk.move(from, to, overwritten));
              index.change(
                  changes -> {
                    target.ifPresent(gone -> index.remove(changes, gone.indexed()));
                    changes.move(source.indexed().entry(), parent.id(), found);
                    rewriteIfChanged(changes, source, found);
                    endLocks(changes, source.indexed(), from);
                    return changes;
                  });
              return new Replaced(standing.written(to, target.isEmpty()), away);
            })
        .finish();
  }

  /** What lies in a folder must have a path wherever that goes. */
  private void requireNotTooDeep(Indexed source, EntryPath from, EntryPath to) {
    if (to.names().size() <= from.names().size()) {
      return;
    }
    Map<EntryId, Integer> depths = new HashMap<>();
    depths.put(source.entry().id(), to.names().size());
    for (Indexed below : rows.below(index.own(), source.entry().id())) {
      int depth = depths.getOrDefault(below.entry().parent(), to.names().size()) + 1;
      depths.put(below.entry().id(), depth);
      if (depth > DEEPEST) {
        throw new ProblemException(
            new Problem.Forbidden("Something would lie too deep: below " + to));
      }
    }
  }

  /** A local program may have written to the file since it was looked at. */
  private static void rewriteIfChanged(ChangeSet changes, Seen before, Found now) {
    if (changes.current(before.indexed().entry()) instanceof FileEntry moved
        && before.found() instanceof Found.FoundFile seen
        && now instanceof Found.FoundFile file
        && !(file.size() == seen.size() && file.modified().equals(seen.modified()))) {
      changes.rewrite(moved, file);
    }
  }

  /** A file takes the place of a file in one step: there is no moment without one of them. */
  private static Optional<Found> overwritten(boolean file, Optional<Seen> target) {
    return file
        ? target.map(Seen::found).filter(there -> there instanceof Found.FoundFile)
        : Optional.empty();
  }

  private Optional<ShareDisk.TakenAway> takenAway(
      EntryPath to, Optional<Seen> target, Optional<Found> overwritten) {
    return overwritten.isPresent() ? Optional.empty() : target.map(_ -> disk.takeAway(to));
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
    Prepared prepared = disk.exclusively(() -> prepare(copy));
    Replaced replaced;
    try (ShareDisk.Staged staged = disk.stageCopy(prepared.from, prepared.to, copy.deep())) {
      replaced = disk.exclusively(() -> place(copy, prepared, staged));
    }
    return replaced.finish();
  }

  private Prepared prepare(Edit.Copy copy) {
    EntryPath from = places.of(copy.path());
    EntryPath to = places.allWritable(copy.to());
    requireApart(from, to);
    Seen source = standing.required(from);
    if (copy.deep()) {
      requireNotTooDeep(source.indexed(), from, to);
    }
    target(from, to, copy);
    return new Prepared(from, to, source, annotationsOf(source.indexed(), from, to, copy.deep()));
  }

  private Replaced place(Edit.Copy copy, Prepared prepared, ShareDisk.Staged staged) {
    EntryPath to = stillAt(prepared.to);
    Optional<Seen> target = target(prepared.from, to, copy);
    return put(
        staged,
        to,
        target,
        prepared.source.found() instanceof Found.FoundFile,
        prepared.annotations);
  }

  /** What comes from another host (a COPY or MOVE between two). */
  Written receive(TreeWrite write, FileBody body) {
    EntryPath path =
        disk.exclusively(
            () -> {
              EntryPath to = places.allWritable(write.path());
              giveWay(to, write);
              return to;
            });
    ReceivedTree tree = new ReceivedTree(body, path);
    Replaced replaced;
    try (ShareDisk.Staged staged = disk.stageTree(path, tree)) {
      replaced =
          disk.exclusively(
              () -> {
                EntryPath to = stillAt(path);
                Optional<Seen> target = giveWay(to, write);
                return put(staged, to, target, tree.isFile(), tree.annotations());
              });
    }
    return replaced.finish();
  }

  private Optional<Seen> giveWay(EntryPath to, TreeWrite write) {
    standing.check(to, write.guard());
    standing.folderOf(to);
    Optional<Seen> target = target(to, write.overwrite());
    locks.allowRemoval(to, write.guard());
    return target;
  }

  private EntryPath stillAt(EntryPath before) {
    EntryPath to = places.allWritable(before);
    if (!to.equals(before)) {
      throw new ProblemException(
          new Problem.Conflict("Something came to the target while this was copied: " + to));
    }
    return to;
  }

  /** Puts a tree that is complete in the place of what stands there. */
  private Replaced put(
      ShareDisk.Staged staged,
      EntryPath to,
      Optional<Seen> target,
      boolean file,
      Map<EntryPath, Annotations> annotations) {
    FolderEntry parent = standing.folderOf(to);
    Optional<Found> overwritten = overwritten(file, target);
    Optional<ShareDisk.TakenAway> away = takenAway(to, target, overwritten);
    Found found = inPlaceOf(away, () -> disk.place(staged, to, overwritten));
    index.change(
        changes -> {
          target.ifPresent(gone -> index.remove(changes, gone.indexed()));
          createTree(changes, parent.id(), to, found, annotations);
          return changes;
        });
    return new Replaced(standing.written(to, target.isEmpty()), away);
  }

  private Optional<Seen> target(EntryPath from, EntryPath to, Edit.Copy copy) {
    standing.check(from, copy.guard());
    standing.folderOf(to);
    Optional<Seen> target = target(to, copy.overwrite());
    locks.allowRemoval(to, copy.guard());
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

  private Optional<Seen> target(EntryPath to, boolean overwrite) {
    Optional<Seen> target = standing.at(to);
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

  /** A copy that is allowed, as things were before its bytes were copied. */
  private record Prepared(
      EntryPath from, EntryPath to, Seen source, Map<EntryPath, Annotations> annotations) {}

  /** What gave way is removed for good only when the share is no longer held: it can take long. */
  private record Replaced(Written written, Optional<ShareDisk.TakenAway> away) {
    Written finish() {
      away.ifPresent(ShareDisk.TakenAway::close);
      return written;
    }
  }
}
