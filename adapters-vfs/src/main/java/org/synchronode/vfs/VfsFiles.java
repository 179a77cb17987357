package org.synchronode.vfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.apache.commons.vfs2.Capability;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.RandomAccessContent;
import org.apache.commons.vfs2.util.RandomAccessMode;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.IndexShare;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.Written;

/**
 * The files of a Commons VFS root. What must stay the same from the opening to the last byte is the
 * file, or where it lies in an archive, the archive. Bytes are only streamed, and never more than
 * the size that was told.
 */
final class VfsFiles implements HostFiles {
  private final VfsTrees trees;
  private final FolderRules folders;
  private final IndexShare index;
  private final Rescans rescans;
  private final Complaints complaints;
  private final SettledStat settled;

  VfsFiles(
      VfsTrees trees,
      FolderRules folders,
      IndexShare index,
      Rescans rescans,
      Complaints complaints,
      Clock clock) {
    this.trees = trees;
    this.folders = folders;
    this.index = index;
    this.rescans = rescans;
    this.complaints = complaints;
    this.settled = new SettledStat(clock);
  }

  @Override
  public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
    if (!host.equals(index.own()) || path.isRoot()) {
      throw new ProblemException(new Problem.NotFound("There is no such file here: " + path));
    }
    try {
      VfsTree tree = trees.forReading();
      Optional<OpenedFile> opened = Optional.empty();
      try {
        opened = open(tree, path, request);
      } finally {
        if (opened.isEmpty()) {
          tree.close();
        }
      }
      if (opened.isPresent()) {
        return opened.get();
      }
    } catch (IOException e) {
      throw GuardedCopy.failed(e);
    }
    rescans.soon();
    throw new ProblemException(new Problem.NotFound("There is no such file any more: " + path));
  }

  private Optional<OpenedFile> open(VfsTree tree, EntryPath path, ReadRequest request)
      throws IOException {
    if (!folders.sharesFile(path)
        || path.names().stream().anyMatch(name -> Exclusions.isReserved(name.value()))) {
      return Optional.empty();
    }
    FileObject file = tree.resolve(path);
    Stat stat;
    switch (settled.await(() -> tree.whatMustStay(file))) {
      case SettledStat.Settled(Stat now) -> stat = now;
      case SettledStat.Changing _ ->
          throw new ProblemException(
              new Problem.OwnerFailed("The file is being written at the moment: " + path));
      case SettledStat.Gone _ -> {
        return Optional.empty();
      }
    }
    if (tree.isOutdated()) {
      rescans.soon();
      throw GuardedCopy.changed();
    }
    if (!(tree.found(path, file, complaints).orElse(null) instanceof Found.FoundFile found)) {
      return Optional.empty();
    }
    Optional<FileState> state = index.observe(path, found);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    ReadDecision decision = request.decide(state.get());
    Optional<ByteRange> range =
        request.bytesWanted() ? OpenedSharedFile.range(decision, found.size()) : Optional.empty();
    if (range.isEmpty()) {
      return Optional.of(
          new OpenedSharedFile(state.get(), decision, tree::close, Optional.empty()));
    }
    GuardedCopy.Guard guard = () -> tree.whatMustStay(file).equals(Optional.of(stat));
    tree.hold(file);
    InputStream in = stream(file, range.get().offset());
    return Optional.of(
        new OpenedSharedFile(
            state.get(),
            decision,
            tree::close,
            Optional.of(new OpenedSharedFile.Bytes(in, range.get().length(), guard))));
  }

  private static InputStream stream(FileObject file, long offset) throws IOException {
    if (offset > 0 && file.getFileSystem().hasCapability(Capability.RANDOM_ACCESS_READ)) {
      RandomAccessContent content = file.getContent().getRandomAccessContent(RandomAccessMode.READ);
      content.seek(offset);
      return new FilterInputStream(content.getInputStream()) {
        @Override
        public void close() throws IOException {
          // With some providers, closing the stream alone leaves the file open.
          content.close();
        }
      };
    }
    InputStream in = file.getContent().getInputStream();
    boolean there = false;
    try {
      in.skipNBytes(offset);
      there = true;
      return in;
    } finally {
      if (!there) {
        in.close();
      }
    }
  }

  @Override
  public Written write(HostId host, FileWrite write, FileBody body) {
    throw readOnly();
  }

  @Override
  public PartWritten writePart(HostId host, PartWrite write, FileBody body) {
    throw readOnly();
  }

  @Override
  public long held(HostId host, UploadKey upload) {
    throw readOnly();
  }

  @Override
  public Written writeTree(HostId host, TreeWrite write, FileBody tree) {
    throw readOnly();
  }

  @Override
  public Written edit(HostId host, Edit edit) {
    throw readOnly();
  }

  private static ProblemException readOnly() {
    return new ProblemException(
        new Problem.Forbidden(
            "What its owner shares of an archive or another server is read-only."));
  }

  /** Nobody can write here, and what is used elsewhere is not known. */
  @Override
  public Space space(HostId host) {
    return new Space(0, 0);
  }
}
