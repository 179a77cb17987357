package org.synchronode.application.share;

import java.util.List;
import java.util.Optional;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;

/**
 * What stands where, by the disk, and what the list therefore has there. All of it is called while
 * the share is held exclusively.
 */
final class Standing {
  private final ShareDisk disk;
  private final ShareIndex rows;
  private final IndexShare index;
  private final LockCheck locks;

  Standing(ShareDisk disk, ShareIndex rows, IndexShare index, LockCheck locks) {
    this.disk = disk;
    this.rows = rows;
    this.index = index;
    this.locks = locks;
  }

  /** What stands at a place, after a look at the disk. */
  Optional<Indexed> at(EntryPath path) {
    return index.observe(path, disk.look(path));
  }

  /** What stands at a place that something is done to. */
  Indexed required(EntryPath path) {
    return at(path)
        .orElseThrow(
            () -> new ProblemException(new Problem.NotFound("There is nothing here: " + path)));
  }

  /** The folder that something is to be made in. */
  FolderEntry folderOf(EntryPath path) {
    List<Indexed> chain = rows.chain(index.own(), path.parent());
    boolean whole = chain.size() > path.parent().names().size();
    if (!whole || !(chain.getLast().entry() instanceof FolderEntry folder)) {
      throw new ProblemException(
          new Problem.Conflict("The folder is not there that this would lie in: " + path.parent()));
    }
    return folder;
  }

  /** Whether the conditions hold that a client has set. */
  void check(EntryPath path, WriteGuard guard) {
    guard.check(path, locks::stateOf);
  }

  /**
   * Makes sure that a file may be written at a place.
   *
   * @return the file that stands there
   */
  Optional<Indexed> forFile(EntryPath path, WriteGuard guard) {
    folderOf(path);
    Optional<Indexed> before = at(path);
    if (before.isPresent() && before.get().entry() instanceof FolderEntry) {
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

  /** Puts a file that may be there in its place. */
  Written placeFile(EntryPath path, ShareDisk.Staged staged, Optional<Indexed> before) {
    Found found = disk.place(staged, path, before.flatMap(_ -> disk.look(path)));
    EntryId parent = folderOf(path).id();
    index.change(
        changes -> {
          if (before.isPresent()
              && before.get().entry() instanceof FileEntry file
              && found instanceof Found.FoundFile now) {
            changes.rewrite(file, now);
          } else {
            changes.create(parent, found);
          }
          return changes;
        });
    return written(path, before.isEmpty());
  }

  /** What a change came to that has just been published. */
  Written written(EntryPath target, boolean created) {
    Optional<FileState> file =
        rows.find(index.own(), target)
            .flatMap(
                now ->
                    now.entry() instanceof FileEntry entry
                        ? Optional.of(entry.state())
                        : Optional.empty());
    return new Written(index.head().revision(), created, file, Optional.empty());
  }
}
