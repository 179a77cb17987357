package org.synchronode.http.server;

import io.helidon.common.buffers.DataReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection with its first request made one of HTTP/1.1 that ends the connection:
 * another version in its first line, {@code Connection: close}, and a {@code Host} where it has
 * none. What only HTTP/1.1 knows is left out (RFC 9110 §7.8, §10.1.1).
 */
final class OneDotZeroRequest implements Supplier<byte @Nullable []> {
  /** More than the server reads of a head: it will refuse what comes. */
  private static final int LARGEST_HEAD = 128 * 1024;

  private static final Set<String> LEFT_OUT =
      Set.of("connection", "keep-alive", "expect", "upgrade", "te");

  private final DataReader reader;
  private boolean headIsRead;

  /**
   * What still comes of the body; then the connection looks as if the client had closed it, and so
   * is closed.
   */
  private long left;

  OneDotZeroRequest(DataReader reader) {
    this.reader = reader;
  }

  /**
   * The next bytes, as many as are there; null when there are no more, as the server's reader wants
   * it.
   */
  @Override
  public byte @Nullable [] get() {
    try {
      if (!headIsRead) {
        headIsRead = true;
        return head();
      }
      if (left == 0) {
        return null;
      }
      reader.ensureAvailable();
      byte[] bytes = reader.readBytes((int) Math.min(left, reader.available()));
      left -= bytes.length;
      return bytes;
    } catch (DataReader.InsufficientDataAvailableException _) {
      return null;
    }
  }

  private byte[] head() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String first = ascii(line());
    add(head, first.substring(0, first.length() - 1) + "1");
    add(head, "Connection: close");
    boolean hostMissing = true;
    while (head.size() < LARGEST_HEAD) {
      byte[] line;
      try {
        line = line();
      } catch (DataReader.IncorrectNewLineException _) {
        // The server reads on from here, and refuses it.
        left = LARGEST_HEAD;
        return head.toByteArray();
      }
      if (line.length == 0) {
        if (hostMissing) {
          add(head, "Host: localhost");
        }
        add(head, "");
        return head.toByteArray();
      }
      String text = ascii(line);
      String name = text.substring(0, Math.max(0, text.indexOf(':'))).toLowerCase(Locale.ROOT);
      if (name.equals("transfer-encoding")) {
        // Its framing is faulty (RFC 9112 §6.1). With a length beside it the server refuses it.
        add(head, "Content-Length: 0");
      }
      if (name.equals("content-length")) {
        left = length(text.substring(text.indexOf(':') + 1).strip());
      }
      hostMissing &= !name.equals("host");
      if (!LEFT_OUT.contains(name)) {
        head.writeBytes(line);
        add(head, "");
      }
    }
    left = LARGEST_HEAD;
    return head.toByteArray();
  }

  private byte[] line() {
    int end = reader.findNewLine(LARGEST_HEAD);
    byte[] line = end == 0 ? new byte[0] : reader.readBytes(end);
    if (end < LARGEST_HEAD) {
      reader.skip(2);
    }
    return line;
  }

  /** 0 for what is none: the server refuses it. */
  private static long length(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static String ascii(byte[] line) {
    return new String(line, StandardCharsets.US_ASCII);
  }

  private static void add(ByteArrayOutputStream head, String line) {
    head.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
