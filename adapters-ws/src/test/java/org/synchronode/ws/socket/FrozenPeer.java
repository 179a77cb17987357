package org.synchronode.ws.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that never reads, as a machine that was put to sleep does. */
public final class FrozenPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  /** Connects to a local server. */
  public FrozenPeer(int port, String path, String moreHeaders) throws IOException {
    socket = new Socket("localhost", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    String request =
        """
        GET %s HTTP/1.1
        Host: localhost
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        %s
        """
            .formatted(path, moreHeaders);
    socket
        .getOutputStream()
        .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends a text of 126 to 65535 bytes in one frame, masked with zeros. */
  public void says(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    OutputStream out = socket.getOutputStream();
    out.write(
        ByteBuffer.allocate(8 + payload.length)
            .put((byte) 0x81)
            .put((byte) (0x80 | 126))
            .putShort((short) payload.length)
            .putInt(0)
            .put(payload)
            .array());
  }

  /** Wakes up, reads what is left, and waits for the end. */
  public void readsToTheEnd() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[65536];
    try {
      while (in.read(buffer) >= 0) {
        // It is thrown away.
      }
    } catch (SocketException _) {
      // A reset is an end too.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
