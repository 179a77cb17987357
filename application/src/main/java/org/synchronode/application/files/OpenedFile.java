package org.synchronode.application.files;

import java.io.IOException;
import java.io.OutputStream;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.read.ReadDecision;

/**
 * A file that its owner holds open for one answer. To be closed, by which a transfer that is still
 * running at the owner is stopped within a second, through every hop. Not thread-safe, but for
 * {@link #close()}.
 */
public interface OpenedFile extends AutoCloseable {

  /** What it was when it was opened: the validators and the size of the answer. */
  FileState state();

  /** What the request came to. */
  ReadDecision decision();

  /**
   * Writes the bytes of the decision: the whole, the part, or nothing. Called at most once. The
   * last byte goes out only when the owner has seen that the file is still in its {@link #state()}.
   *
   * @throws IOException when {@code out} failed: the client is gone
   * @throws org.synchronode.domain.ProblemException when the owner failed, stalled, or the file
   *     changed in between: what was written is then not to be presented as complete
   */
  void transferTo(OutputStream out) throws IOException;

  @Override
  void close();
}
