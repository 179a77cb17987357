package org.synchronode.application.share;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.write.ResourceState;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;

/**
 * What stands where, by the disk, and what the list therefore has there. All of it is called while
 * the share is held exclusively.
 */
final class Standing {
  /** How far files that are written again and again may run ahead of the clock. */
  private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

  private static final Duration NEXT_SECOND = Duration.ofMillis(1001);

  private final ShareDisk disk;
  private final ShareIndex rows;
  private final IndexShare index;
  private final Places places;
  private final LockCheck locks;

  Standing(ShareDisk disk, IndexShare index, Places places, LockCheck locks) {
    this.disk = disk;
    this.rows = index.rows();
    this.index = index;
    this.places = places;
    this.locks = locks;
  }

  /** What stands at a place, after a look at the disk. */
  Optional<Seen> at(EntryPath path) {
    if (!path.isRoot() && listedFolder(path.parent()).isEmpty()) {
      catchUp(path.parent());
    }
    Optional<Found> found = disk.look(path);
    Optional<Indexed> indexed = index.observe(path, found);
    return found.flatMap(there -> indexed.map(listed -> new Seen(listed, there)));
  }

  /** Folders that a local program has made a moment ago may not be listed yet. */
  private void catchUp(EntryPath folder) {
    for (int depth = 1; depth <= folder.names().size(); depth++) {
      EntryPath path = new EntryPath(folder.names().subList(0, depth));
      index.observe(path, disk.look(path));
    }
  }

  private Optional<FolderEntry> listedFolder(EntryPath path) {
    List<Indexed> chain = rows.chain(index.own(), path);
    boolean whole = chain.size() > path.names().size();
    return whole && chain.getLast().entry() instanceof FolderEntry folder
        ? Optional.of(folder)
        : Optional.empty();
  }

  /** What stands at a place that something is done to. */
  Seen required(EntryPath path) {
    return at(path)
        .orElseThrow(
            () -> new ProblemException(new Problem.NotFound("There is nothing here: " + path)));
  }

  /** The folder that something is to be made in. */
  FolderEntry folderOf(EntryPath path) {
    EntryPath parent = path.parent();
    Optional<FolderEntry> listed = listedFolder(parent);
    if (listed.isEmpty()) {
      catchUp(parent);
      listed = listedFolder(parent);
    }
    return listed.orElseThrow(
        () ->
            new ProblemException(
                new Problem.Conflict("The folder is not there that this would lie in: " + parent)));
  }

  /** Whether the conditions hold that a client has set. */
  void check(EntryPath path, WriteGuard guard) {
    guard.check(path, about -> about.equals(path) ? locks.stateOf(path) : stateOf(about));
  }

  private ResourceState stateOf(EntryPath about) {
    EntryPath path = places.of(about);
    at(path);
    return locks.stateOf(path);
  }

  /**
   * Makes sure that a file may be written at a place.
   *
   * @return the file that stands there
   */
  Optional<Seen> forFile(EntryPath path, WriteGuard guard) {
    folderOf(path);
    Optional<Seen> before = at(path);
    if (before.isPresent() && before.get().found() instanceof Found.FoundFolder) {
      throw new ProblemException(
          new Problem.WrongKind("A folder stands here; no file can be written to it: " + path));
    }
    check(path, guard);
    if (before.isPresent()) {
      locks.allowContent(path, guard);
    } else {
      locks.allowMembership(path, guard);
    }
    return before;
  }

  /**
   * Puts a file that may be there in its place.
   *
   * @param timeIsAsked whether the client chose its time
   */
  Written placeFile(
      EntryPath path, ShareDisk.Staged staged, Optional<Seen> before, boolean timeIsAsked) {
    Found placed = disk.place(staged, path, before.map(Seen::found));
    Found found = timeIsAsked ? placed : later(path, placed, before.map(Seen::found));
    EntryId parent = folderOf(path).id();
    index.change(
        changes -> {
          if (before.isPresent()
              && before.get().indexed().entry() instanceof FileEntry file
              && found instanceof Found.FoundFile now) {
            changes.rewrite(file, now);
          } else {
            changes.create(parent, found);
          }
          return changes;
        });
    return written(path, before.isEmpty());
  }

  /**
   * Gives a file a time in a later second than the file had that it replaced: some clients know a
   * file by its date alone, which has no parts of seconds (RFC 9110 §8.8.2). Its time has such a
   * part all the same: without one it would look like that of a file system that counts in seconds,
   * whose files are watched for longer before they are read.
   */
  private Found later(EntryPath path, Found placed, Optional<Found> before) {
    if (before.isEmpty()) {
      return placed;
    }
    Instant next = before.get().modified().truncatedTo(ChronoUnit.SECONDS).plus(NEXT_SECOND);
    // A file from the far future is not followed there.
    boolean sameSecond =
        placed.modified().isBefore(next) && next.isBefore(placed.modified().plus(MOST_AHEAD));
    return sameSecond ? disk.setModified(path, next) : placed;
  }

  /** What a change came to that has just been published. */
  Written written(EntryPath target, boolean created) {
    Optional<FileState> file = rows.find(index.own(), target).flatMap(Indexed::fileState);
    return new Written(index.head().revision(), created, file, Optional.empty());
  }
}
