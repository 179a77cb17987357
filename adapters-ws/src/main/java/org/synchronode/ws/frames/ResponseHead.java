package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The status line and headers of an HTTP/1.1 response, and what was read behind them. */
final class ResponseHead {
  private static final int MAX_SIZE = 16 * 1024;

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] early;

  private ResponseHead(int status, Map<String, List<String>> headers, byte[] early) {
    this.status = status;
    this.headers = headers;
    this.early = early;
  }

  static ResponseHead read(InputStream in) throws IOException {
    byte[] bytes = new byte[MAX_SIZE];
    int size = 0;
    int end = -1;
    while (end < 0) {
      if (size == MAX_SIZE) {
        throw new ProtocolException("response headers larger than " + MAX_SIZE + " bytes");
      }
      int count = in.read(bytes, size, MAX_SIZE - size);
      if (count < 0) {
        throw new EOFException("the connection ended within the opening handshake");
      }
      int searchFrom = Math.max(0, size - 3);
      size += count;
      end = emptyLine(bytes, searchFrom, size);
    }
    return parse(new String(bytes, 0, end, ISO_8859_1), Arrays.copyOfRange(bytes, end + 4, size));
  }

  private static int emptyLine(byte[] bytes, int from, int to) {
    for (int i = from; i + 3 < to; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static ResponseHead parse(String head, byte[] early) throws IOException {
    String[] lines = head.split("\r\n", -1);
    if (!lines[0].matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw new ProtocolException("not an HTTP/1.1 response");
    }
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        throw new ProtocolException("malformed response header");
      }
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      headers
          .computeIfAbsent(name, _ -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    return new ResponseHead(Integer.parseInt(lines[0].substring(9, 12)), headers, early);
  }

  int status() {
    return status;
  }

  /** The bytes behind the headers that were read with them. */
  byte[] early() {
    return early;
  }

  /** The values of all lines of this name. */
  List<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }
}
