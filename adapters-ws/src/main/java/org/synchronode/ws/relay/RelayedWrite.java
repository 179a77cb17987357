package org.synchronode.ws.relay;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.domain.ProblemException;
import org.synchronode.ws.frames.Watchdog;

/**
 * The master's end of a write whose bytes the owner wants. The client's thread sends them. Another
 * one listens meanwhile, because the owner may refuse in the middle: it answers the owner's pings
 * and sends some of its own while the client makes the exchange wait, and it drops the channel when
 * the owner is silent for too long, which also frees a send that is blocked.
 *
 * <p>Bytes are always followed by {@code end} or {@code broken}, unless the channel is dropped: the
 * owner skips to there, so what is sent next on the channel is a question.
 */
final class RelayedWrite {
  private final Lease lease;
  private final OwnersAnswers answers;
  private final Duration patience;
  private final ReentrantLock sending = new ReentrantLock();
  private final CompletableFuture<ExchangeMessage> outcome = new CompletableFuture<>();
  private volatile State state = State.OPEN;

  /** Set before the lock is waited for: a client that is fast would keep it for long. */
  private volatile boolean refused;

  private enum State {
    /** More bytes can be sent. */
    OPEN,
    /** The owner has all of them, or will. */
    ENDED,
    BROKEN
  }

  RelayedWrite(Lease lease, OwnersAnswers answers, Duration patience) {
    this.lease = lease;
    this.answers = answers;
    this.patience = patience;
  }

  /**
   * Sends all bytes and waits for what comes of them.
   *
   * @return {@link ExchangeMessage.Written} or {@link ExchangeMessage.Held}
   */
  ExchangeMessage send(FileBody body) {
    Thread.ofVirtual().name("channel-answer").start(this::listen);
    boolean orderly = false;
    try {
      sendAll(body);
      orderly = true;
    } finally {
      if (!orderly) {
        lease.giveUp();
      }
    }
    ExchangeMessage answer;
    try {
      answer = outcome.get();
    } catch (ExecutionException e) {
      throw failed(e.getCause() instanceof IOException cause ? cause : new IOException(e));
    } catch (InterruptedException e) {
      lease.giveUp();
      Thread.currentThread().interrupt();
      throw failed(new IOException(e));
    }
    if (answer instanceof ExchangeMessage.Failed(var problem)) {
      throw new ProblemException(problem);
    }
    return answer;
  }

  private void sendAll(FileBody body) {
    try {
      body.transferTo(new BinaryMessages(this::sendBytes));
      finish(State.ENDED);
    } catch (BodyBroken _) {
      finish(State.BROKEN);
    } catch (IOException _) {
      // Either the client is gone, or there is an outcome already and it says why.
      finish(State.BROKEN);
    }
  }

  private void sendBytes(byte[] bytes, int offset, int length) throws IOException {
    sending.lock();
    try {
      if (refused || state != State.OPEN) {
        throw new SocketException("the owner wants no more bytes");
      }
      lease.socket().sendBinary(bytes, offset, length);
    } finally {
      sending.unlock();
    }
  }

  /**
   * Says what the bytes so far are, unless that was said. Why the channel is lost is known to the
   * listener.
   */
  private void finish(State how) {
    sending.lock();
    try {
      if (state == State.OPEN) {
        state = how;
        lease
            .socket()
            .sendText(
                ExchangeCodec.write(
                    how == State.ENDED ? new ExchangeMessage.End() : new ExchangeMessage.Broken()));
      }
    } catch (IOException e) {
      lease.giveUp();
    } finally {
      sending.unlock();
    }
  }

  private ProblemException failed(IOException cause) {
    return state == State.ENDED ? RelayedHostFiles.uncertain(cause) : RelayedHostFiles.lost(cause);
  }

  /** The owner skips what is on its way, so the message that is being sent now goes through. */
  private void refuse() {
    refused = true;
    try (Watchdog _ = new Watchdog(patience, lease.socket()::abort)) {
      finish(State.BROKEN);
    }
  }

  private void listen() {
    try {
      ExchangeMessage answer = answers.nextText();
      switch (answer) {
        case ExchangeMessage.Failed _ -> refuse();
        case ExchangeMessage.Written _, ExchangeMessage.Held _ when state == State.ENDED -> {}
        default -> throw new ProtocolException("neither a problem, nor taken in after the end");
      }
      lease.giveBack();
      outcome.complete(answer);
    } catch (IOException | RuntimeException e) {
      lease.giveUp();
      outcome.completeExceptionally(e);
    }
  }
}
