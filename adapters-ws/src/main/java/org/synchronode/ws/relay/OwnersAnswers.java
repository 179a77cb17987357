package org.synchronode.ws.relay;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/**
 * What comes from the owner during one exchange, waited for with a limit. The clock runs only in
 * here, so a slow client, who makes the caller late, costs the owner nothing. Pings go out while it
 * stalls, so that proxies between see life.
 */
final class OwnersAnswers {
  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(5);

  private final ChannelSocket socket;
  private final Duration patience;
  private final Duration step;

  OwnersAnswers(ChannelSocket socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
    this.step = patience.compareTo(BETWEEN_PINGS) < 0 ? patience : BETWEEN_PINGS;
  }

  /**
   * The next message.
   *
   * @throws OwnerSilentException when none comes in time
   * @throws IOException when the channel is lost or closed
   */
  Message next() throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        Message message = socket.receive(step);
        if (message instanceof Message.Closed) {
          throw new IOException("the owner closed the channel");
        }
        return message;
      } catch (SocketTimeoutException e) {
        if (System.nanoTime() >= end) {
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

  static ExchangeMessage text(Message message) throws ProtocolException {
    if (message instanceof Message.Text(String text)) {
      return ExchangeCodec.read(text);
    }
    throw new ProtocolException("bytes where a message was due");
  }
}
