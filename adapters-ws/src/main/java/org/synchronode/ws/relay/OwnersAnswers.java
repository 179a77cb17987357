package org.synchronode.ws.relay;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/**
 * What comes from the owner during one exchange, waited for with a limit on its silence. The clock
 * runs only in here, so a slow client, who makes the caller late, costs the owner nothing. Pings go
 * out while it stalls, so that proxies between see life; an owner that answers them is not silent,
 * however long it works.
 */
final class OwnersAnswers {
  private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

  private final ChannelSocket socket;
  private final Duration patience;
  private final Duration step;

  OwnersAnswers(ChannelSocket socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
    // Several pings may stay without an answer before the owner is given up.
    Duration part = patience.dividedBy(4);
    this.step = part.compareTo(LONGEST_STEP) < 0 ? part : LONGEST_STEP;
  }

  /**
   * The next message.
   *
   * @throws OwnerSilentException when nothing at all comes for too long
   * @throws IOException when the channel is lost or closed
   */
  Message next() throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        Message message = socket.await(step);
        if (message instanceof Message.Closed) {
          throw new IOException("the owner closed the channel");
        }
        return message;
      } catch (SocketTimeoutException e) {
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        if (waited.compareTo(patience) >= 0 && socket.silence().compareTo(patience) >= 0) {
          OwnerSilentException silent = new OwnerSilentException();
          silent.initCause(e);
          throw silent;
        }
        socket.ping();
      }
    }
  }

  /** The next message, which has to be a text one. */
  ExchangeMessage nextText() throws IOException {
    return text(next());
  }

  /** A message that has come, which has to be a text one. */
  ExchangeMessage text(Message message) throws IOException {
    if (message instanceof Message.Text(String text)) {
      return EncodedMessage.read(text, EncodedMessage.LONGEST_ANSWER, this::next);
    }
    throw new ProtocolException("bytes where a message was due");
  }
}
