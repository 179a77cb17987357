package org.synchronode.ws.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.time.Duration;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/**
 * The bytes of a write, as they come from the master; it is told to send them when they are asked
 * for. While nobody reads them, the master is listened to.
 */
final class ReceivedBody implements FileBody {
  private final ChannelSocket socket;
  private final ExchangeTimes times;
  private final MastersMessages messages;
  private final MasterWatch watch;
  private State state = State.NOT_ASKED_FOR;

  private enum State {
    NOT_ASKED_FOR,
    COMING,
    /** Their end has come, in one way or the other. */
    OVER,
    LOST
  }

  ReceivedBody(ChannelSocket socket, ExchangeTimes times) {
    this.socket = socket;
    this.times = times;
    this.messages = new MastersMessages(socket, times);
    this.watch = new MasterWatch(socket, times);
  }

  /** Listens to the master from now on. */
  void waitForUse() {
    watch.start();
  }

  @Override
  public void transferTo(OutputStream out) throws IOException {
    ask();
    while (state == State.COMING) {
      switch (next(times.clientsSilence())) {
        case Message.Binary bytes -> bytes.writeTo(out);
        case Message.Text(String text) -> end(text);
        case Message.Closed _ -> throw lost(new IOException("the master closed the channel"));
      }
    }
  }

  private void ask() throws BodyBroken {
    if (state != State.NOT_ASKED_FOR) {
      throw new IllegalStateException("the bytes can be had once");
    }
    try {
      watch.stop();
      socket.sendText(ExchangeCodec.write(new ExchangeMessage.Ready()));
      state = State.COMING;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private Message next(Duration longest) throws BodyBroken {
    try {
      return messages.next(longest);
    } catch (ClientSilentException e) {
      throw new BodyBroken("nothing came from the client for too long", e);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private void end(String text) throws BodyBroken {
    boolean whole;
    try {
      whole = isWhole(text);
    } catch (ProtocolException e) {
      throw lost(e);
    }
    state = State.OVER;
    watch.start();
    if (!whole) {
      throw new BodyBroken("the client is gone");
    }
  }

  private static boolean isWhole(String text) throws ProtocolException {
    return switch (ExchangeCodec.read(text)) {
      case ExchangeMessage.End _ -> true;
      case ExchangeMessage.Broken _ -> false;
      default -> throw new ProtocolException("neither the end of the bytes nor their break");
    };
  }

  private BodyBroken lost(IOException cause) {
    state = State.LOST;
    socket.abort();
    return new BodyBroken("the channel was lost", cause);
  }

  /** Whether its end has come. */
  boolean isOver() {
    return state == State.OVER;
  }

  /**
   * Stops listening to the master, which is to be answered now.
   *
   * @throws IOException when it is lost
   */
  void conclude() throws IOException {
    watch.stop();
    if (state == State.LOST) {
      throw new IOException("the channel was lost while a file was written");
    }
  }

  /**
   * After the answer: skips what the master has sent before it had that. Then comes the next
   * question.
   *
   * @throws IOException when the master is lost, or does not stop
   */
  void skipRest() throws IOException {
    long start = System.nanoTime();
    while (state == State.COMING) {
      if (System.nanoTime() - start > times.skipping().toNanos()) {
        throw new ProtocolException("bytes that are not wanted go on and on");
      }
      if (messages.next(times.skipping()) instanceof Message.Text(String text)) {
        isWhole(text);
        state = State.OVER;
      }
    }
  }
}
