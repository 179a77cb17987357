package org.synchronode.ws.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;
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

/** Files of one host whose bytes are computed: as long as need be, without a disk. */
final class TestFiles implements HostFiles {
  static final Instant MODIFIED = Instant.parse("2026-06-03T01:02:03.123456789Z");

  private final HostId host;
  private final Map<EntryPath, Long> sizes = new ConcurrentHashMap<>();

  /** Counted down when an opened file is closed. */
  final CountDownLatch closed = new CountDownLatch(1);

  /** After so many bytes the owner fails. */
  volatile long failAfter = Long.MAX_VALUE;

  TestFiles(HostId host) {
    this.host = host;
  }

  void put(String path, long size) {
    sizes.put(EntryPath.parse(path), size);
  }

  static FileState stateOf(long size) {
    return new FileState(new EntryId(42), Revision.of(3, 7), size, MODIFIED);
  }

  static byte byteAt(long position) {
    return (byte) (position * 31 + (position >>> 13));
  }

  @Override
  public OpenedFile open(HostId asked, EntryPath path, ReadRequest request) {
    Long size = asked.equals(host) ? sizes.get(path) : null;
    if (size == null) {
      throw new ProblemException(new Problem.NotFound("no file " + path));
    }
    FileState state = stateOf(size);
    ReadDecision decision = request.decide(state);
    return new OpenedFile() {
      @Override
      public FileState state() {
        return state;
      }

      @Override
      public ReadDecision decision() {
        return decision;
      }

      @Override
      public void transferTo(OutputStream out) throws IOException {
        switch (decision) {
          case ReadDecision.Whole _ -> copy(ByteRange.whole(size), out);
          case ReadDecision.Part(ByteRange range) -> copy(range, out);
          default -> {}
        }
      }

      @Override
      public void close() {
        closed.countDown();
      }
    };
  }

  private void copy(ByteRange range, OutputStream out) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long at = range.offset();
    long end = range.offset() + range.length();
    while (at < end) {
      if (at >= failAfter) {
        throw new ProblemException(new Problem.OwnerFailed("changed while it was read"));
      }
      int part = (int) Math.min(buffer.length, end - at);
      for (int i = 0; i < part; i++) {
        buffer[i] = byteAt(at + i);
      }
      out.write(buffer, 0, part);
      at += part;
    }
  }

  @Override
  public Written write(HostId host, FileWrite write, FileBody body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PartWritten writePart(HostId host, PartWrite write, FileBody body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long held(HostId host, UploadKey upload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Written writeTree(HostId host, TreeWrite write, FileBody tree) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Written edit(HostId host, Edit edit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Space space(HostId host) {
    throw new UnsupportedOperationException();
  }
}
