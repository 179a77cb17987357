package org.synchronode.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.ReadDecision;

/** A file of a share that is held open. */
final class OpenedSharedFile implements OpenedFile {
  private final FileState state;
  private final ReadDecision decision;
  private final Runnable closeRest;
  private final Optional<Bytes> bytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Takes what is to be closed with it.
   *
   * @param closeRest closes what the file is looked at again in
   * @param bytes where the decision carries any and they are wanted
   */
  OpenedSharedFile(
      FileState state, ReadDecision decision, Runnable closeRest, Optional<Bytes> bytes) {
    this.state = state;
    this.decision = decision;
    this.closeRest = closeRest;
    this.bytes = bytes;
  }

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
    if (bytes.isPresent()) {
      GuardedCopy.copy(bytes.get().in(), bytes.get().length(), this::isUnchanged, out);
    }
  }

  /** A stream that was closed in the middle may look like one that has ended. */
  private boolean isUnchanged() throws IOException {
    return !closed.get() && bytes.isPresent() && bytes.get().guard().isUnchanged();
  }

  /** Ends a read that another thread is at, too. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (bytes.isPresent()) {
        bytes.get().in().close();
      }
    } catch (IOException _) {
      // Nothing was written: there is nothing to lose.
    } finally {
      closeRest.run();
    }
  }

  /** Which bytes of a file an answer carries. */
  static Optional<ByteRange> range(ReadDecision decision, long size) {
    return switch (decision) {
      case ReadDecision.Whole _ -> Optional.of(ByteRange.whole(size));
      case ReadDecision.Part(ByteRange part) -> Optional.of(part);
      case ReadDecision.NotModified _,
          ReadDecision.PreconditionFailed _,
          ReadDecision.NotSatisfiable _ ->
          Optional.empty();
    };
  }

  /** What there is to read, from where it begins, and how to tell that it is still the same. */
  record Bytes(InputStream in, long length, GuardedCopy.Guard guard) {}
}
