package org.synchronode.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.ReadDecision;

/** A file of this machine that is held open, with the folder that it is looked at again in. */
final class OpenedDiskFile implements OpenedFile {
  private final FileState state;
  private final ReadDecision decision;
  private final OpenFolder folder;
  private final Optional<Bytes> bytes;

  /**
   * @param folder is closed with this
   * @param bytes where the decision carries any and they are wanted
   */
  OpenedDiskFile(FileState state, ReadDecision decision, OpenFolder folder, Optional<Bytes> bytes) {
    this.state = state;
    this.decision = decision;
    this.folder = folder;
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
    if (bytes.isEmpty()) {
      return;
    }
    ByteRange range =
        decision instanceof ReadDecision.Part(ByteRange part)
            ? part
            : ByteRange.whole(state.size());
    InputStream in;
    try {
      in = Channels.newInputStream(bytes.get().channel().position(range.offset()));
    } catch (IOException e) {
      throw GuardedCopy.failed(e);
    }
    GuardedCopy.copy(in, range.length(), bytes.get().guard(), out);
  }

  /** Closing the channel ends a read that another thread is at. */
  @Override
  public void close() {
    try {
      if (bytes.isPresent()) {
        bytes.get().channel().close();
      }
    } catch (IOException _) {
      // Nothing was written: there is nothing to lose.
    }
    folder.close();
  }

  /** What there is to read, and how to tell that it is still the same. */
  record Bytes(FileChannel channel, GuardedCopy.Guard guard) {}
}
