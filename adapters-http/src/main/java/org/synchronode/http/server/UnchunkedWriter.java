package org.synchronode.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Passes one answer on without chunks, which HTTP/1.0 does not know (RFC 9112 §7.1): a body of
 * unknown length ends where the connection does. One that is broken off then looks complete to the
 * client; only listings are sent so, never files, and their formats show that the end is missing.
 * Not thread-safe, as its connection is not.
 */
final class UnchunkedWriter implements DataWriter {
  private enum Part {
    HEAD,
    PLAIN_BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    NOTHING
  }

  private static final String CHUNKED = "transfer-encoding: chunked";

  private final DataWriter out;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private Part part = Part.HEAD;
  private long left;

  UnchunkedWriter(DataWriter out) {
    this.out = out;
  }

  @Override
  public void write(BufferData... buffers) {
    for (BufferData buffer : buffers) {
      write(buffer);
    }
  }

  @Override
  public void writeNow(BufferData... buffers) {
    for (BufferData buffer : buffers) {
      writeNow(buffer);
    }
  }

  @Override
  public void write(BufferData buffer) {
    if (part == Part.PLAIN_BODY) {
      out.write(buffer);
    } else {
      BufferData plain = unchunked(buffer);
      if (plain.available() > 0) {
        out.write(plain);
      }
    }
  }

  @Override
  public void writeNow(BufferData buffer) {
    if (part == Part.PLAIN_BODY) {
      out.writeNow(buffer);
    } else {
      BufferData plain = unchunked(buffer);
      if (plain.available() > 0) {
        out.writeNow(plain);
      }
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.close();
  }

  private BufferData unchunked(BufferData buffer) {
    byte[] bytes = new byte[buffer.available()];
    int length = buffer.read(bytes);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.max(32, length));
    int at = 0;
    while (at < length) {
      if (part == Part.CHUNK || part == Part.PLAIN_BODY) {
        int take = part == Part.CHUNK ? (int) Math.min(left, length - at) : length - at;
        plain.write(bytes, at, take);
        at += take;
        left -= take;
        if (part == Part.CHUNK && left == 0) {
          part = Part.CHUNK_END;
        }
      } else {
        take(bytes[at++], plain);
      }
    }
    byte[] result = plain.toByteArray();
    return BufferData.create(result, 0, result.length);
  }

  /** One byte of what is not body. */
  private void take(byte b, ByteArrayOutputStream plain) {
    if (part == Part.NOTHING) {
      return;
    }
    held.write(b);
    if (b != '\n') {
      return;
    }
    String text = held.toString(StandardCharsets.ISO_8859_1);
    switch (part) {
      case HEAD -> {
        if (text.endsWith("\r\n\r\n")) {
          head(text, plain);
          held.reset();
        }
      }
      case CHUNK_SIZE -> {
        left = Long.parseLong(text.strip(), 16);
        part = left == 0 ? Part.NOTHING : Part.CHUNK;
        held.reset();
      }
      case CHUNK_END -> {
        part = Part.CHUNK_SIZE;
        held.reset();
      }
      default -> throw new IllegalStateException("no line is expected in " + part);
    }
  }

  private void head(String text, ByteArrayOutputStream plain) {
    part = Part.PLAIN_BODY;
    for (String line : text.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).equals(CHUNKED)) {
        part = Part.CHUNK_SIZE;
      } else if (!line.isEmpty()) {
        plain.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    plain.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
