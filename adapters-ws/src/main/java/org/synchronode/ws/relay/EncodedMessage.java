package org.synchronode.ws.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;
import org.synchronode.ws.frames.Watchdog;

/**
 * A message of an exchange as it goes over a channel: a text message, or, where that would be too
 * long for one frame, a short one that announces it, and its text in binary messages.
 */
final class EncodedMessage {
  /**
   * In bytes. All properties of an entry, each of the greatest length, fit in with their paths: 64
   * times 16 Ki characters of three bytes.
   */
  static final int LONGEST = 6 * 1024 * 1024;

  /** The same for what a slave answers: a lock with its owner and the longest path. */
  static final int LONGEST_ANSWER = 512 * 1024;

  /** An idle connection takes so much at once, whatever its peer does. */
  private static final int TAKEN_AT_ONCE = 2 * 1024;

  private final String text;
  private final ByteBuffer bytes;

  private EncodedMessage(String text, ByteBuffer bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /** Where the next message of the exchange comes from. */
  @FunctionalInterface
  interface Source {
    Message next() throws IOException;
  }

  /**
   * Encodes a message.
   *
   * @throws IllegalArgumentException when it is too long, has too many parts, or has half a
   *     character in it
   */
  static EncodedMessage of(ExchangeMessage message) {
    String text = ExchangeCodec.write(message);
    ByteBuffer bytes;
    try {
      bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("half a character", e);
    }
    if (bytes.remaining() > LONGEST) {
      throw new IllegalArgumentException("a message of more than " + LONGEST + " bytes");
    }
    return new EncodedMessage(text, bytes);
  }

  /**
   * Sends it on a channel where nothing else is under way; when this throws, the other side does
   * not have all of it.
   *
   * @param patience after which the channel is dropped
   */
  void sendTo(ChannelSocket socket, Duration patience) throws IOException {
    if (bytes.remaining() <= TAKEN_AT_ONCE) {
      socket.sendText(text);
      return;
    }
    try (Watchdog _ = new Watchdog(patience, socket::abort)) {
      sendParts(socket);
    }
  }

  private void sendParts(ChannelSocket socket) throws IOException {
    int length = bytes.remaining();
    if (length <= ChannelSocket.MAX_PAYLOAD) {
      socket.sendText(text);
      return;
    }
    socket.sendText(ExchangeCodec.write(new ExchangeMessage.Announcement(length)));
    for (int at = 0; at < length; at += ChannelSocket.MAX_PAYLOAD) {
      socket.sendBinary(
          bytes.array(),
          bytes.arrayOffset() + at,
          Math.min(length - at, ChannelSocket.MAX_PAYLOAD));
    }
  }

  /**
   * Reads a message that begins with this text.
   *
   * @param longest that is taken, in bytes, where it is announced as a long one
   * @throws ProtocolException when it is none
   */
  static ExchangeMessage read(String text, int longest, Source source) throws IOException {
    ExchangeMessage message = ExchangeCodec.read(text);
    if (!(message instanceof ExchangeMessage.Announcement(int length))) {
      return message;
    }
    if (length > longest) {
      throw new ProtocolException("a message of more than " + longest + " bytes");
    }
    byte[] whole = new byte[length];
    int at = 0;
    while (at < length) {
      if (!(source.next() instanceof Message.Binary part)
          || part.length() == 0
          || part.length() > length - at) {
        throw new ProtocolException("the rest of a long message was due");
      }
      System.arraycopy(part.array(), part.offset(), whole, at, part.length());
      at += part.length();
    }
    ExchangeMessage inside;
    try {
      inside = ExchangeCodec.read(UTF_8.newDecoder().decode(ByteBuffer.wrap(whole)).toString());
    } catch (CharacterCodingException e) {
      throw Fields.violation(e);
    }
    if (inside instanceof ExchangeMessage.Announcement) {
      throw new ProtocolException("a long message in a long message");
    }
    return inside;
  }
}
