package org.synchronode.ws.relay;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/**
 * What comes from the master during one exchange. The master hears from here now and then, also
 * while its bytes come: it can't know how many of them are still on their way.
 */
final class MastersMessages {
  private final ChannelSocket socket;
  private final ExchangeTimes times;
  private long lastPing = System.nanoTime();

  MastersMessages(ChannelSocket socket, ExchangeTimes times) {
    this.socket = socket;
    this.times = times;
  }

  /**
   * The next message.
   *
   * @throws ClientSilentException when none comes in time, although the master is there
   * @throws IOException when the channel is lost or closed, or the master silent
   */
  Message next(Duration longest) throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        Message message = socket.await(times.betweenPings());
        if (message instanceof Message.Closed) {
          throw new IOException("the master closed the channel");
        }
        pingIfDue();
        return message;
      } catch (SocketTimeoutException e) {
        requireMaster(socket, times);
        if (System.nanoTime() - start >= longest.toNanos()) {
          ClientSilentException silent = new ClientSilentException();
          silent.initCause(e);
          throw silent;
        }
        pingIfDue();
      }
    }
  }

  private void pingIfDue() throws IOException {
    long now = System.nanoTime();
    if (now - lastPing >= times.betweenPings().toNanos()) {
      lastPing = now;
      socket.ping();
    }
  }

  static void requireMaster(ChannelSocket socket, ExchangeTimes times) throws IOException {
    if (socket.silence().compareTo(times.mastersSilence()) > 0) {
      throw new IOException("the master is silent");
    }
  }
}
