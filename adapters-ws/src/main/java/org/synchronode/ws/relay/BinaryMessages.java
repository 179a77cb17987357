package org.synchronode.ws.relay;

import java.io.IOException;
import java.io.OutputStream;
import org.synchronode.ws.frames.ChannelSocket;

/** Bytes as binary messages of bounded size. */
final class BinaryMessages extends OutputStream {
  private final Sink sink;

  BinaryMessages(Sink sink) {
    this.sink = sink;
  }

  /** Where the messages go. */
  @FunctionalInterface
  interface Sink {
    void send(byte[] bytes, int offset, int length) throws IOException;
  }

  @Override
  public void write(int b) throws IOException {
    sink.send(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int part = Math.min(end - at, ChannelSocket.MAX_PAYLOAD);
      sink.send(bytes, at, part);
      at += part;
    }
  }
}
