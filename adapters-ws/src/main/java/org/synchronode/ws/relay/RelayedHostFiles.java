package org.synchronode.ws.relay;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
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

/** The files of a slave and of the hosts below it, by exchanges over its channels. */
final class RelayedHostFiles implements HostFiles {
  private final ChannelPool pool;
  private final Duration patience;

  RelayedHostFiles(ChannelPool pool, Duration patience) {
    this.pool = pool;
    this.patience = patience;
  }

  /** A channel on which a question was asked, with what came back. */
  private record Answered(ExchangeMessage answer, OwnersAnswers answers, Lease lease) {

    /** The end of an exchange whose answer is none that its question can have. */
    ProblemException isNoAnswer() {
      if (answer instanceof ExchangeMessage.Failed(var problem)) {
        lease.giveBack();
        return new ProblemException(problem);
      }
      lease.giveUp();
      return lost(new ProtocolException("an answer to another question"));
    }
  }

  @Override
  public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
    Answered asked =
        askAsOftenAsNeeded(new ExchangeMessage.Read(host, path, request), ChannelPool.Purpose.READ);
    if (!(asked.answer() instanceof ExchangeMessage.Opened(var state))) {
      throw asked.isNoAnswer();
    }
    return new RelayedFile(
        state,
        request.decide(state),
        BytesDue.after(request, state),
        asked.answers(),
        asked.lease());
  }

  @Override
  public Space space(HostId host) {
    Answered asked =
        askAsOftenAsNeeded(new ExchangeMessage.AskSpace(host), ChannelPool.Purpose.READ);
    if (!(asked.answer() instanceof ExchangeMessage.Room(var space))) {
      throw asked.isNoAnswer();
    }
    asked.lease().giveBack();
    return space;
  }

  @Override
  public long held(HostId host, UploadKey upload) {
    Answered asked =
        askAsOftenAsNeeded(new ExchangeMessage.AskHeld(host, upload), ChannelPool.Purpose.READ);
    if (!(asked.answer() instanceof ExchangeMessage.Held(long bytes))) {
      throw asked.isNoAnswer();
    }
    asked.lease().giveBack();
    return bytes;
  }

  @Override
  public Written write(HostId host, FileWrite write, FileBody body) {
    return written(send(new ExchangeMessage.Write(host, write), body));
  }

  @Override
  public Written writeTree(HostId host, TreeWrite write, FileBody tree) {
    return written(send(new ExchangeMessage.WriteTree(host, write), tree));
  }

  @Override
  public PartWritten writePart(HostId host, PartWrite write, FileBody body) {
    ExchangeMessage answer = send(new ExchangeMessage.WritePart(host, write), body);
    return answer instanceof ExchangeMessage.Held(long bytes)
        ? new PartWritten.Held(bytes)
        : new PartWritten.Complete(written(answer));
  }

  private static Written written(ExchangeMessage answer) {
    if (answer instanceof ExchangeMessage.Written(var written)) {
      return written;
    }
    throw lost(new ProtocolException("another answer than written"));
  }

  private ExchangeMessage send(ExchangeMessage question, FileBody body) {
    Answered asked = askAsOftenAsNeeded(question, ChannelPool.Purpose.WRITE);
    if (!(asked.answer() instanceof ExchangeMessage.Ready)) {
      throw asked.isNoAnswer();
    }
    return new RelayedWrite(asked.lease(), asked.answers(), patience).send(body);
  }

  @Override
  public Written edit(HostId host, Edit edit) {
    EncodedMessage question = encoded(new ExchangeMessage.Edit(host, edit));
    for (int tries = 0; tries <= ChannelPool.MOST; tries++) {
      Lease lease = pool.take(ChannelPool.Purpose.WRITE);
      if (lease.isOpen() && isSent(question, lease)) {
        return edited(lease);
      }
      lease.giveUp();
    }
    throw gone();
  }

  /** What an edit came to that the owner may have by now, and therefore may have made. */
  private Written edited(Lease lease) {
    try {
      ExchangeMessage answer = new OwnersAnswers(lease.socket(), patience).nextText();
      return switch (answer) {
        case ExchangeMessage.Written(var written) -> {
          lease.giveBack();
          yield written;
        }
        case ExchangeMessage.Failed(var problem) -> {
          lease.giveBack();
          throw new ProblemException(problem);
        }
        default -> throw new ProtocolException("neither written nor a problem");
      };
    } catch (IOException e) {
      lease.giveUp();
      throw uncertain(e);
    }
  }

  /**
   * Asks what does no harm when it is asked twice: an idle channel may have died unnoticed, so
   * another one is tried.
   */
  private Answered askAsOftenAsNeeded(ExchangeMessage message, ChannelPool.Purpose purpose) {
    EncodedMessage question = encoded(message);
    for (int tries = 0; tries <= ChannelPool.MOST; tries++) {
      Lease lease = pool.take(purpose);
      if (isOfLaterVersion(message) && !lease.takesParts()) {
        lease.giveBack();
        throw new ProblemException(
            new Problem.Unsupported(
                "A machine on the way to this file has an older version, which takes only whole"
                    + " files. Send all of it, or update that one."));
      }
      if (!isSent(question, lease)) {
        lease.giveUp();
        continue;
      }
      OwnersAnswers answers = new OwnersAnswers(lease.socket(), patience);
      try {
        return new Answered(answers.nextText(), answers, lease);
      } catch (IOException e) {
        lease.giveUp();
        if (e instanceof OwnerSilentException || e instanceof ProtocolException) {
          throw lost(e);
        }
      }
    }
    throw gone();
  }

  /** Slaves of the first version drop the channel on which they are asked this. */
  private static boolean isOfLaterVersion(ExchangeMessage question) {
    return question instanceof ExchangeMessage.WritePart
        || question instanceof ExchangeMessage.AskHeld;
  }

  private static EncodedMessage encoded(ExchangeMessage question) {
    try {
      return EncodedMessage.of(question);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new Problem.BadRequest("This is more than can be asked of another host at a time."), e);
    }
  }

  /** Whether all of it was sent; if not, the slave does not have it. */
  private boolean isSent(EncodedMessage question, Lease lease) {
    try {
      question.sendTo(lease.socket(), patience);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static ProblemException gone() {
    return new ProblemException(new Problem.OwnerFailed("The owner of this file was lost."));
  }

  /** What the client is told of an exchange that failed at the owner or on the way to it. */
  static ProblemException lost(IOException cause) {
    return new ProblemException(
        switch (cause) {
          case OwnerSilentException _ ->
              new Problem.OwnerTimedOut("The owner of this file did not answer in time.");
          case ProtocolException _ ->
              new Problem.OwnerFailed("The owner of this file gave an answer without sense.");
          default -> new Problem.OwnerFailed("The owner of this file was lost in the middle.");
        },
        cause);
  }

  /** What the client is told when the owner had all that it needs, and its answer was lost. */
  static ProblemException uncertain(IOException cause) {
    return new ProblemException(
        cause instanceof OwnerSilentException
            ? new Problem.OwnerTimedOut(
                "The owner did not answer in time: it is not known whether this was stored.")
            : new Problem.OwnerFailed(
                "The owner's answer was lost: it is not known whether this was stored."),
        cause);
  }
}
