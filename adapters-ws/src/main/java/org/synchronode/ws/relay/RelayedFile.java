package org.synchronode.ws.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.ws.frames.Message;

/** A file that a slave, or a host below it, holds open for one exchange. */
final class RelayedFile implements OpenedFile {
  private final FileState state;
  private final ReadDecision decision;
  private final long due;
  private final OwnersAnswers answers;
  private final Lease lease;

  RelayedFile(
      FileState state, ReadDecision decision, long due, OwnersAnswers answers, Lease lease) {
    this.state = state;
    this.decision = decision;
    this.due = due;
    this.answers = answers;
    this.lease = lease;
    if (due == 0) {
      lease.giveBack();
    }
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
    long left = due;
    if (left == 0) {
      return;
    }
    while (left > 0) {
      if (!(next() instanceof Message.Binary bytes)) {
        throw broken(new ProtocolException("a message where bytes were due"));
      }
      if (bytes.length() > left) {
        throw broken(new ProtocolException("more bytes than the file has"));
      }
      left -= bytes.length();
      if (left == 0) {
        // Before the last bytes go out: once the client has them, its answer looks whole.
        awaitDone(bytes, out);
      } else {
        bytes.writeTo(out);
      }
    }
  }

  private void awaitDone(Message.Binary last, OutputStream out) throws IOException {
    byte[] kept = last.copy();
    ExchangeMessage end;
    try {
      end = answers.text(next());
    } catch (IOException e) {
      throw broken(e);
    }
    if (!(end instanceof ExchangeMessage.Done)) {
      throw broken(new ProtocolException("neither done nor a problem"));
    }
    lease.giveBack();
    out.write(kept);
  }

  /** The owner's next message; a problem of its own, or its loss, ends the transfer. */
  private Message next() {
    Message message;
    try {
      message = answers.next();
      if (message instanceof Message.Text
          && answers.text(message) instanceof ExchangeMessage.Failed failure) {
        throw failed(failure.problem());
      }
    } catch (IOException e) {
      throw broken(e);
    }
    return message;
  }

  /** The owner broke off in order: the channel can be used again. */
  private ProblemException failed(Problem problem) {
    lease.giveBack();
    return new ProblemException(problem);
  }

  private ProblemException broken(IOException cause) {
    lease.giveUp();
    return RelayedHostFiles.lost(cause);
  }

  @Override
  public void close() {
    lease.giveUp();
  }
}
