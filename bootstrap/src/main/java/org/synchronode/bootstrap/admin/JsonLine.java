package org.synchronode.bootstrap.admin;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of JSON on a socket. */
final class JsonLine {
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int CHUNK = 8 * 1024;

  private JsonLine() {}

  /** What could not be understood. */
  static final class BadLineException extends IOException {
    private static final long serialVersionUID = 1L;

    BadLineException(String message) {
      super(message);
    }
  }

  /**
   * @throws BadLineException where the line is longer than {@code largest} bytes or no JSON
   * @throws EOFException where the other end closed before the line's end
   */
  static JsonNode read(SocketChannel channel, int largest) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    while (true) {
      if (channel.read(chunk) < 0) {
        throw new EOFException("closed before the end of the line");
      }
      chunk.flip();
      while (chunk.hasRemaining()) {
        byte next = chunk.get();
        if (next == '\n') {
          return parsed(line.toByteArray());
        }
        if (line.size() == largest) {
          throw new BadLineException("longer than " + largest + " bytes");
        }
        line.write(next);
      }
      chunk.clear();
    }
  }

  static void write(SocketChannel channel, Object value) throws IOException {
    byte[] json = MAPPER.writeValueAsBytes(value);
    ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  private static JsonNode parsed(byte[] line) throws BadLineException {
    try {
      return MAPPER.readTree(line);
    } catch (JacksonException e) {
      throw new BadLineException("no JSON: " + e.getOriginalMessage());
    }
  }
}
