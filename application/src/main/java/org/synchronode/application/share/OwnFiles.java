package org.synchronode.application.share;

import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.Written;

/**
 * The files of this node itself, where every change of them is decided: whether it may be, whether
 * its conditions hold and no lock stands against it, at the moment of the change. Then the disk
 * changes, and the list with it, before anybody else of this node looks.
 *
 * <p>What programs of this machine do to the disk meanwhile is seen up to the step of the file
 * system that makes a change; what they do between that look and that step is lost, as it is
 * between any two programs.
 */
public final class OwnFiles implements HostFiles {
  private final ShareDisk disk;
  private final IndexShare index;
  private final SharePermissions permissions;
  private final Standing standing;
  private final TreeEdits trees;
  private final AnnotationEdits annotations;

  /**
   * The files on a disk.
   *
   * @param random a secure one
   */
  public OwnFiles(
      ShareDisk disk,
      ShareIndex rows,
      IndexShare index,
      SharePermissions permissions,
      InstantSource clock,
      RandomGenerator random) {
    this.disk = disk;
    this.index = index;
    this.permissions = permissions;
    LockCheck locks = new LockCheck(rows, index.own(), clock);
    this.standing = new Standing(disk, rows, index, locks);
    this.trees = new TreeEdits(disk, rows, index, standing, locks);
    this.annotations = new AnnotationEdits(disk, index, standing, locks, clock, random);
  }

  @Override
  public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
    requireOwn(host);
    return disk.open(path, request);
  }

  @Override
  public Written write(HostId host, FileWrite write, FileBody body) {
    requireOwn(host);
    requireWritable(write.path());
    disk.exclusively(() -> standing.forFile(write.path(), write.guard()));
    try (ShareDisk.Staged staged = disk.stageFile(write, body)) {
      return disk.exclusively(
          () -> {
            Optional<Indexed> before = standing.forFile(write.path(), write.guard());
            return standing.placeFile(write.path(), staged, before);
          });
    }
  }

  @Override
  public Written edit(HostId host, Edit edit) {
    requireOwn(host);
    return switch (edit) {
      case Edit.MakeFolder make -> trees.makeFolder(writable(make));
      case Edit.Delete delete -> {
        requireAllWritable(delete.path());
        yield trees.delete(delete);
      }
      case Edit.Move move -> {
        requireAllWritable(move.path());
        requireAllWritable(move.to());
        yield trees.move(move);
      }
      case Edit.Copy copy -> {
        requireAllWritable(copy.to());
        yield trees.copy(copy);
      }
      case Edit.Patch patch -> annotations.patch(writable(patch));
      case Edit.TakeLock lock -> annotations.lock(writable(lock));
      case Edit.RefreshLock refresh -> annotations.refresh(writable(refresh));
      case Edit.Unlock unlock -> annotations.unlock(writable(unlock));
    };
  }

  @Override
  public Space space(HostId host) {
    requireOwn(host);
    return disk.space();
  }

  private void requireOwn(HostId host) {
    if (!host.equals(index.own())) {
      throw new ProblemException(new Problem.NotFound("There is no such host here: " + host));
    }
  }

  private <E extends Edit> E writable(E edit) {
    requireWritable(edit.path());
    return edit;
  }

  private void requireWritable(EntryPath path) {
    require(permissions.mayWrite(path), path);
  }

  private void requireAllWritable(EntryPath path) {
    require(permissions.mayWriteAll(path), path);
  }

  private static void require(boolean allowed, EntryPath path) {
    if (path.isRoot()) {
      throw new ProblemException(
          new Problem.Forbidden("The root of a share stays as it is; change what lies in it."));
    }
    if (!allowed) {
      throw new ProblemException(
          new Problem.Forbidden("The owner shares this for reading only: " + path));
    }
  }
}
