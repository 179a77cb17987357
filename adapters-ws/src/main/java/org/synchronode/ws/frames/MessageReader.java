package org.synchronode.ws.frames;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Joins frames to messages: fragments in order, control frames between them (RFC 6455 section 5.4).
 * Can run out of time at any byte and be called again.
 */
final class MessageReader {

  /** Told of each ping, which has to be answered with the same bytes (RFC 6455 section 5.5.3). */
  @FunctionalInterface
  interface Pings {
    void came(byte[] payload) throws IOException;
  }

  private static final byte[] NONE = new byte[0];

  private final FrameReader frames;
  private final Pings pings;
  private final MessageBuffer message;
  private byte[] control = NONE;
  private Optional<Opcode> unfinished = Optional.empty();

  MessageReader(FrameReader frames, int bound, Pings pings) {
    this.frames = frames;
    this.message = new MessageBuffer(bound);
    this.pings = pings;
  }

  /** The next whole message. */
  Message next(Deadline deadline) throws IOException {
    if (unfinished.isEmpty()) {
      message.reset();
    }
    while (true) {
      FrameHeader header = frames.header(deadline);
      Optional<Message> came =
          header.opcode().isControl() ? control(header, deadline) : data(header, deadline);
      if (came.isPresent()) {
        return came.get();
      }
    }
  }

  private Optional<Message> data(FrameHeader header, Deadline deadline) throws IOException {
    if ((header.opcode() == Opcode.CONTINUATION) == unfinished.isEmpty()) {
      throw ProtocolViolation.malformed(
          unfinished.isEmpty() ? "continuation of nothing" : "new message inside a fragmented one");
    }
    message.reserve(header.length());
    frames.payload(message.bytes(), message.length(), deadline);
    message.added((int) header.length());
    Opcode kind = unfinished.orElse(header.opcode());
    unfinished = header.last() ? Optional.empty() : Optional.of(kind);
    if (!header.last()) {
      return Optional.empty();
    }
    return Optional.of(
        kind == Opcode.TEXT
            ? new Message.Text(Utf8.decode(message.bytes(), 0, message.length()))
            : new Message.Binary(message.bytes(), 0, message.length()));
  }

  private Optional<Message> control(FrameHeader header, Deadline deadline) throws IOException {
    if (control.length == 0) {
      control = new byte[FrameHeader.MAX_CONTROL_PAYLOAD];
    }
    int length = (int) header.length();
    frames.payload(control, 0, deadline);
    if (header.opcode() == Opcode.CLOSE) {
      CloseReason reason = CloseReason.parse(control, length);
      return Optional.of(new Message.Closed(reason.code(), reason.reason()));
    }
    if (header.opcode() == Opcode.PING) {
      pings.came(Arrays.copyOf(control, length));
    }
    return Optional.empty();
  }

  /** Gives the buffer back if no message is in it; the view of the last message ends with that. */
  void releaseIfIdle() {
    if (unfinished.isEmpty() && frames.betweenFrames()) {
      message.release();
      frames.release();
    }
  }

  /** Reads and drops whatever comes, until the end of the stream or the deadline. */
  void drain(Deadline deadline) throws IOException {
    frames.drain(deadline);
  }
}
