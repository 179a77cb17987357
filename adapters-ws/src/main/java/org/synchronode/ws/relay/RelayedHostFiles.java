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
import org.synchronode.domain.write.Written;

/** The files of a slave and of the hosts below it, by exchanges over its channels. */
final class RelayedHostFiles implements HostFiles {
  private final ChannelPool pool;
  private final Duration patience;

  RelayedHostFiles(ChannelPool pool, Duration patience) {
    this.pool = pool;
    this.patience = patience;
  }

  @Override
  public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
    String question = ExchangeCodec.write(new ExchangeMessage.Read(host, path, request));
    // An idle channel may have died unnoticed: reading does no harm twice, so another one is tried.
    for (int tries = 0; tries <= ChannelPool.MOST; tries++) {
      Lease lease = new Lease(pool, pool.take());
      OwnersAnswers answers = new OwnersAnswers(lease.socket(), patience);
      ExchangeMessage answer;
      try {
        lease.socket().sendText(question);
        answer = answers.nextText();
      } catch (IOException e) {
        lease.giveUp();
        if (e instanceof OwnerSilentException || e instanceof ProtocolException) {
          throw lost(e);
        }
        continue;
      }
      return opened(answer, request, answers, lease);
    }
    throw new ProblemException(new Problem.OwnerFailed("The owner of this file was lost."));
  }

  private static OpenedFile opened(
      ExchangeMessage answer, ReadRequest request, OwnersAnswers answers, Lease lease) {
    return switch (answer) {
      case ExchangeMessage.Opened(var state) ->
          new RelayedFile(
              state, request.decide(state), BytesDue.after(request, state), answers, lease);
      case ExchangeMessage.Failed(var problem) -> {
        lease.giveBack();
        throw new ProblemException(problem);
      }
      case ExchangeMessage.Read _, ExchangeMessage.Done _ -> {
        lease.giveUp();
        throw lost(new ProtocolException("neither opened nor a problem"));
      }
    };
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

  @Override
  public Written write(HostId host, FileWrite write, FileBody body) {
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
