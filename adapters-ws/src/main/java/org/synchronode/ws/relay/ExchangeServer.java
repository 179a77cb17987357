package org.synchronode.ws.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.ReadFile;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.ws.frames.ChannelSocket;

/** The slave's end of exchanges: answers one request by the use case that stands here. */
final class ExchangeServer {
  private final ReadFile readFile;

  ExchangeServer(ReadFile readFile) {
    this.readFile = readFile;
  }

  /**
   * Answers a request, and returns when the channel is ready for the next one.
   *
   * @throws IOException when the master dropped the channel, or speaks nonsense: the channel is to
   *     be dropped
   */
  void answer(String text, ChannelSocket socket) throws IOException {
    if (!(ExchangeCodec.read(text) instanceof ExchangeMessage.Read read)) {
      throw new ProtocolException("a request was due");
    }
    try (OpenedFile file = readFile.open(read.host(), read.path(), read.request())) {
      socket.sendText(ExchangeCodec.write(new ExchangeMessage.Opened(file.state())));
      if (BytesDue.after(read.request(), file.state()) > 0) {
        file.transferTo(new BinaryMessages(socket));
        socket.sendText(ExchangeCodec.write(new ExchangeMessage.Done()));
      }
    } catch (ProblemException e) {
      fail(e.problem(), socket);
    }
  }

  private static void fail(Problem problem, ChannelSocket socket) throws IOException {
    socket.sendText(ExchangeCodec.write(new ExchangeMessage.Failed(problem)));
  }

  /** Bytes as binary messages of bounded size. */
  private static final class BinaryMessages extends OutputStream {
    private final ChannelSocket socket;

    BinaryMessages(ChannelSocket socket) {
      this.socket = socket;
    }

    @Override
    public void write(int b) throws IOException {
      socket.sendBinary(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int at = offset;
      int end = offset + length;
      while (at < end) {
        int part = Math.min(end - at, ChannelSocket.MAX_PAYLOAD);
        socket.sendBinary(bytes, at, part);
        at += part;
      }
    }
  }
}
