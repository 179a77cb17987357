package org.synchronode.application.share;

import java.time.InstantSource;
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
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
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
  private final FileEdits files;
  private final TreeEdits trees;
  private final AnnotationEdits annotations;

  /**
   * The files on a disk.
   *
   * @param random a secure one
   */
  public OwnFiles(
      ShareDisk disk,
      IndexShare index,
      SharePermissions permissions,
      InstantSource clock,
      RandomGenerator random) {
    this.disk = disk;
    this.index = index;
    Places places = new Places(disk, index.rows(), index.own(), permissions);
    LockCheck locks = new LockCheck(index.rows(), index.own(), clock);
    Standing standing = new Standing(disk, index, places, locks);
    this.files = new FileEdits(disk, places, standing);
    this.trees = new TreeEdits(disk, index, places, standing, locks);
    this.annotations = new AnnotationEdits(disk, index, places, standing, locks, clock, random);
  }

  @Override
  public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
    requireOwn(host);
    return disk.open(path, request);
  }

  @Override
  public Written write(HostId host, FileWrite write, FileBody body) {
    requireOwn(host);
    return files.write(write, body);
  }

  @Override
  public PartWritten writePart(HostId host, PartWrite write, FileBody body) {
    requireOwn(host);
    return write.upload().isPresent()
        ? files.append(write, body)
        : new PartWritten.Complete(files.patch(write, body));
  }

  @Override
  public long held(HostId host, UploadKey upload) {
    requireOwn(host);
    return files.held(upload);
  }

  @Override
  public Written writeTree(HostId host, TreeWrite write, FileBody tree) {
    requireOwn(host);
    return trees.receive(write, tree);
  }

  @Override
  public Written edit(HostId host, Edit edit) {
    requireOwn(host);
    return switch (edit) {
      case Edit.MakeFolder make -> trees.makeFolder(make);
      case Edit.Delete delete -> trees.delete(delete);
      case Edit.Move move -> trees.move(move);
      case Edit.Copy copy -> trees.copy(copy);
      case Edit.Patch patch -> annotations.patch(patch);
      case Edit.TakeLock lock -> annotations.lock(lock);
      case Edit.RefreshLock refresh -> annotations.refresh(refresh);
      case Edit.Unlock unlock -> annotations.unlock(unlock);
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
}
