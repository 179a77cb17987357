package org.synchronode.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Speaks HTTP over a bare socket, so that a test sees what is really on the wire. */
public final class RawClient implements AutoCloseable {
  public final Socket socket;
  private final InputStream in;

  RawClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      in = socket.getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An answer, its body a character a byte: {@code complete} says whether its body ended as its
   * framing promised.
   */
  public record Response(String statusLine, List<String> headers, String latin1, boolean complete) {
    public byte[] body() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    public int status() {
      return Integer.parseInt(statusLine.split(" ", -1)[1]);
    }

    public String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }

    public Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst();
    }
  }

  /** Sends text as it is. */
  public void send(String text) {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the known user. A header that begins with "body:" is the body. */
  public Response ask(String method, String path, String... headers) {
    send(request(method, path, headers));
    return read(method.equals("HEAD"));
  }

  public static byte[] request(String method, String path, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
      head.append("Host: localhost\r\n");
    }
    byte[] body = new byte[0];
    boolean withBody = false;
    boolean authorized = false;
    for (String header : headers) {
      if (header.startsWith("body:")) {
        body = header.substring(5).getBytes(StandardCharsets.UTF_8);
        withBody = true;
      } else if (header.equals("anonymous")) {
        authorized = true;
      } else {
        authorized |= header.startsWith("Authorization:");
        head.append(header).append("\r\n");
      }
    }
    if (!authorized) {
      head.append("Authorization: ").append(TestNode.AUTH).append("\r\n");
    }
    if (withBody) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  /** Reads one answer; after HEAD it has no body, whatever its head says. */
  public Response read(boolean head) {
    try {
      String status = line();
      List<String> headers = new ArrayList<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        headers.add(line);
      }
      Response response = new Response(status, headers, "", true);
      if (head || response.status() == 304) {
        return response;
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      boolean complete = body(response, body);
      return new Response(status, headers, body.toString(StandardCharsets.ISO_8859_1), complete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean body(Response response, ByteArrayOutputStream body) throws IOException {
    if (response.header("Transfer-Encoding").isPresent()) {
      while (true) {
        String size = line();
        if (size.isEmpty()) {
          return false;
        }
        int length = Integer.parseInt(size, 16);
        byte[] chunk = in.readNBytes(length);
        body.writeBytes(chunk);
        if (chunk.length < length) {
          return false;
        }
        line();
        if (length == 0) {
          return true;
        }
      }
    }
    Optional<String> length = response.header("Content-Length");
    if (length.isEmpty()) {
      body.writeBytes(in.readAllBytes());
      return true;
    }
    byte[] bytes = in.readNBytes(Integer.parseInt(length.get()));
    body.writeBytes(bytes);
    return bytes.length == Integer.parseInt(length.get());
  }

  /** What still comes until the other end closes. */
  public byte[] rest() {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
