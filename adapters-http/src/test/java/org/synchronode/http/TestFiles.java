package org.synchronode.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
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

/** Files in memory for reading, whose owner can be told to fail. */
public final class TestFiles implements HostFiles {
  private final Map<EntryPath, Content> contents = new ConcurrentHashMap<>();

  /** Where to fail: after so many bytes of the answer. */
  public volatile Optional<Integer> failsAfter = Optional.empty();

  /** Where to stand still until it is closed. */
  public volatile Optional<Integer> stallsAfter = Optional.empty();

  /** Says too little, and returns as if all was well. */
  public volatile Optional<Integer> stopsAfter = Optional.empty();

  public volatile CountDownLatch closed = new CountDownLatch(1);

  private static final class Content {
    private final FileState state;
    private final byte[] bytes;

    Content(FileState state, byte[] bytes) {
      this.state = state;
      this.bytes = bytes;
    }
  }

  public void put(EntryPath path, FileState state, byte[] bytes) {
    contents.put(path, new Content(state, bytes));
  }

  @Override
  public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
    Content content =
        Optional.ofNullable(contents.get(path))
            .orElseThrow(() -> new ProblemException(new Problem.NotFound("gone at its owner")));
    return new Opened(content, request);
  }

  private final class Opened implements OpenedFile {
    private final Content content;
    private final ReadDecision decision;
    private final boolean bytesWanted;

    Opened(Content content, ReadRequest request) {
      this.content = content;
      this.decision = request.decide(content.state);
      this.bytesWanted = request.bytesWanted();
    }

    @Override
    public FileState state() {
      return content.state;
    }

    @Override
    public ReadDecision decision() {
      return decision;
    }

    @Override
    public void transferTo(OutputStream out) throws IOException {
      if (!bytesWanted) {
        throw new IllegalStateException("no bytes were wanted");
      }
      ByteRange range =
          switch (decision) {
            case ReadDecision.Whole _ -> ByteRange.whole(content.bytes.length);
            case ReadDecision.Part(ByteRange part) -> part;
            default -> new ByteRange(0, 0);
          };
      int length = (int) range.length();
      int stop =
          failsAfter
              .or(() -> stallsAfter)
              .or(() -> stopsAfter)
              .map(n -> Math.min(n, length))
              .orElse(length);
      for (int at = 0; at < stop; at += 8192) {
        out.write(content.bytes, (int) range.offset() + at, Math.min(8192, stop - at));
      }
      if (failsAfter.isPresent()) {
        throw new ProblemException(new Problem.OwnerFailed("its disk failed"));
      }
      if (stallsAfter.isPresent()) {
        try {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        throw new ProblemException(new Problem.OwnerTimedOut("it stalled"));
      }
    }

    @Override
    public void close() {
      closed.countDown();
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

  @Override
  public Space space(HostId host) {
    throw new ProblemException(new Problem.OwnerFailed("it has no disk"));
  }

  private static ProblemException readOnly() {
    return new ProblemException(new Problem.Forbidden("nothing may be written here"));
  }
}
