package org.synchronode.ws.frames;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * What {@link ChannelSocket#receive()} returns: a whole message, whatever its fragmentation was, or
 * the end.
 */
public sealed interface Message {

  /** A text message, checked to be UTF-8. */
  record Text(String text) implements Message {}

  /**
   * A binary message, as a view of the socket's own buffer: it is valid until the next receive on
   * the same socket, so use or copy the bytes before that. The bytes may be changed.
   */
  final class Binary implements Message {
    private final byte[] array;
    private final int offset;
    private final int length;

    Binary(byte[] array, int offset, int length) {
      this.array = array;
      this.offset = offset;
      this.length = length;
    }

    /** The buffer that the message lies in; larger than the message. */
    public byte[] array() {
      return array;
    }

    /** Where in {@link #array} the message begins. */
    public int offset() {
      return offset;
    }

    /** The number of bytes in the message. */
    public int length() {
      return length;
    }

    /** The bytes, in an array of their own that stays valid. */
    public byte[] copy() {
      return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Writes the bytes to a stream. */
    public void writeTo(OutputStream out) throws IOException {
      out.write(array, offset, length);
    }
  }

  /**
   * The peer closed the channel in order, and has been answered.
   *
   * @param code as the peer gave it, or 1005 if it gave none (RFC 6455 section 7.1.5)
   * @param reason as the peer gave it, often empty
   */
  record Closed(int code, String reason) implements Message {}
}
