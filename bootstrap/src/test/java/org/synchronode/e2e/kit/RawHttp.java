package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests of which every byte is the caller's. */
public record RawHttp(URI server, String authorization) {
  private static final int PATIENCE_MILLIS = 30_000;

  /** An answer as it came. */
  public record Answer(String head, String body) {
    public int status() {
      return Integer.parseInt(head.split(" ", 3)[1]);
    }
  }

  /** A GET whose target is sent as it stands. */
  public Answer get(String target, String version) {
    return send(
        "GET "
            + target
            + " "
            + version
            + "\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: "
            + authorization
            + "\r\nConnection: close\r\n\r\n");
  }

  /** Sends a text and reads until the server closes. */
  public Answer send(String request) {
    try (Socket socket = dial(request)) {
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = all.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new AssertionError("no HTTP answer: " + all);
      }
      return new Answer(all.substring(0, end), all.substring(end + 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks for a file, reads a piece of the answer, and leaves the rest on the socket. */
  public Socket begin(String target, int piece) {
    try {
      Socket socket =
          dial(
              "GET "
                  + target
                  + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                  + authorization
                  + "\r\n\r\n");
      InputStream in = socket.getInputStream();
      if (in.readNBytes(piece).length < piece) {
        throw new AssertionError("the answer ended early");
      }
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Socket dial(String request) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()), PATIENCE_MILLIS);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }
}
