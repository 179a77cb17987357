package org.synchronode.vfs;

import java.io.IOException;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;

/**
 * The right to change the file of a {@linkplain HeldUploads held upload}, until a newer request
 * takes it over: a client that was cut off does not wait until the owner has noticed.
 */
final class Turn {
  private final EntryPath hidden;
  private State state = State.RECEIVING;

  private enum State {
    RECEIVING,
    /** All of it is here: what is done with it now must not be disturbed. */
    PLACING,
    OVER
  }

  Turn(EntryPath hidden) {
    this.hidden = hidden;
  }

  EntryPath hidden() {
    return hidden;
  }

  /** A change of the file. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /**
   * Changes the file.
   *
   * @throws ProblemException with {@link Problem.Conflict} when the turn is another one's
   */
  synchronized void run(Step step) throws IOException {
    if (state == State.OVER) {
      throw new ProblemException(
          new Problem.Conflict("Another request goes on with this upload; this one was ended."));
    }
    step.run();
  }

  /** The same, where the turn is not another one's. */
  synchronized void runIfMine(Step step) throws IOException {
    if (state != State.OVER) {
      step.run();
    }
  }

  /** From now on nobody takes it over. */
  void place() throws IOException {
    run(() -> state = State.PLACING);
  }

  /**
   * Another request takes it over.
   *
   * @throws ProblemException with {@link Problem.Busy} when it is too late for that
   */
  synchronized void end() {
    if (state == State.PLACING) {
      throw new ProblemException(
          new Problem.Busy("All of this file is here and is put in its place. Try again."));
    }
    state = State.OVER;
  }
}
