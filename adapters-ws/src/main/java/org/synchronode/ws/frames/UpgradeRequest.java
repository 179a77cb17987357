package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The asking side of the opening handshake (RFC 6455 section 4.1). */
record UpgradeRequest(String key, String text) {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int MAX_BODY = 4 * 1024;

  static UpgradeRequest to(URI uri, Map<String, String> headers) {
    String key = Handshake.key();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    StringBuilder text = new StringBuilder("GET " + path + query + " HTTP/1.1\r\n");
    line(text, "Host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
    line(text, "Connection", "Upgrade");
    line(text, "Upgrade", "websocket");
    line(text, "Sec-WebSocket-Version", Handshake.VERSION);
    line(text, "Sec-WebSocket-Key", key);
    line(text, "Sec-WebSocket-Protocol", ChannelSocket.SUBPROTOCOL);
    headers.forEach((name, value) -> line(text, name, value));
    return new UpgradeRequest(key, text.append("\r\n").toString());
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
        || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c > 0xff)) {
      throw new IllegalArgumentException("not a request header: " + name);
    }
    text.append(name).append(": ").append(value).append("\r\n");
  }

  /** Asks and checks the answer; returns the bytes of frames that came right behind it. */
  byte[] exchange(Socket socket) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    ResponseHead answer = ResponseHead.read(socket.getInputStream());
    if (answer.status() != SWITCHING_PROTOCOLS) {
      throw new ChannelRefusedException(answer.status(), body(answer, socket.getInputStream()));
    }
    if (!Handshake.hasToken(answer.header("upgrade"), "websocket")
        || !Handshake.hasToken(answer.header("connection"), "upgrade")) {
      throw new ProtocolException("the server switched to something else");
    }
    if (!answer.header("sec-websocket-accept").equals(List.of(Handshake.accept(key)))) {
      throw new ProtocolException("Sec-WebSocket-Accept does not fit the key");
    }
    if (!answer.header("sec-websocket-extensions").isEmpty()) {
      throw new ProtocolException("the server chose an extension that was not offered");
    }
    List<String> protocols = answer.header("sec-websocket-protocol");
    if (!protocols.isEmpty() && !protocols.equals(List.of(ChannelSocket.SUBPROTOCOL))) {
      throw new ProtocolException("the server chose a subprotocol that was not offered");
    }
    return answer.early();
  }

  /**
   * As much of a refusal's text as comes; it is only for a log, so its loss must not hide the
   * status.
   */
  private static String body(ResponseHead head, InputStream in) {
    byte[] body = Arrays.copyOf(head.early(), MAX_BODY);
    int wanted = (int) Math.min(MAX_BODY, contentLength(head));
    int size = Math.min(head.early().length, wanted);
    try {
      while (size < wanted) {
        int count = in.read(body, size, wanted - size);
        if (count < 0) {
          break;
        }
        size += count;
      }
    } catch (IOException e) {
      // What came until then has to do.
    }
    return new String(body, 0, size, UTF_8);
  }

  /**
   * Without a length the text goes on to the end of the connection; one in chunks is left unread.
   */
  private static long contentLength(ResponseHead head) {
    List<String> lengths = head.header("content-length");
    if (lengths.size() == 1 && lengths.getFirst().matches("[0-9]{1,18}")) {
      return Long.parseLong(lengths.getFirst());
    }
    return head.header("transfer-encoding").isEmpty() ? MAX_BODY : 0;
  }
}
