package org.synchronode.ws.socket;

import io.helidon.common.buffers.BufferData;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.synchronode.ws.protocol.ProtocolException;

/**
 * Puts fragmented messages together: Helidon hands each frame on as it comes. Used by the one
 * thread that reads a socket.
 */
public final class Fragments {
  private final int mostCharacters;
  private final int mostBytes;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

  /** Bounds the two kinds of messages; 0 for a kind that is not taken at all. */
  public Fragments(int mostCharacters, int mostBytes) {
    this.mostCharacters = mostCharacters;
    this.mostBytes = mostBytes;
  }

  /**
   * Takes a piece of a text.
   *
   * @return the message, if this was its last piece
   * @throws ProtocolException when it is longer than allowed, or begins within another message
   */
  public Optional<String> add(String piece, boolean last) {
    if (bytes.size() > 0 || piece.length() > mostCharacters - text.length()) {
      throw tooLongOrMixed();
    }
    if (last && text.isEmpty()) {
      return Optional.of(piece);
    }
    text.append(piece);
    if (!last) {
      return Optional.empty();
    }
    String whole = text.toString();
    text.setLength(0);
    text.trimToSize();
    return Optional.of(whole);
  }

  /**
   * Takes a piece of a binary message.
   *
   * @return the message, if this was its last piece
   * @throws ProtocolException when it is longer than allowed, or begins within another message
   */
  public Optional<byte[]> add(BufferData piece, boolean last) {
    if (!text.isEmpty() || piece.available() > mostBytes - bytes.size()) {
      throw tooLongOrMixed();
    }
    byte[] read = piece.readBytes();
    if (last && bytes.size() == 0) {
      return Optional.of(read);
    }
    bytes.writeBytes(read);
    if (!last) {
      return Optional.empty();
    }
    byte[] whole = bytes.toByteArray();
    bytes.reset();
    return Optional.of(whole);
  }

  private static ProtocolException tooLongOrMixed() {
    return new ProtocolException("a message that is too long, or begins within another");
  }
}
