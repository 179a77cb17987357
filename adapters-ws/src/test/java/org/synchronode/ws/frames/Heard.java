package org.synchronode.ws.frames;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What another implementation heard, in order, its messages put together. */
final class Heard {
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  void piece(boolean text, byte[] bytes, boolean last) {
    message.writeBytes(bytes);
    if (last) {
      events.add(new Said(text, message.toByteArray()).toString());
      message.reset();
    }
  }

  void ping(byte[] payload) {
    events.add("ping " + HexFormat.of().formatHex(payload));
  }

  void pong(byte[] payload) {
    events.add("pong " + HexFormat.of().formatHex(payload));
  }

  void closed(int code, String reason) {
    events.add(ReferenceReader.closed(code, reason));
  }

  String next() throws InterruptedException {
    String event = events.poll(20, TimeUnit.SECONDS);
    return event == null ? "nothing" : event;
  }
}
