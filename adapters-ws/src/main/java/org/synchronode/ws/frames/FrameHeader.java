package org.synchronode.ws.frames;

/**
 * What comes before a frame's payload (RFC 6455 section 5.2).
 *
 * @param last whether it ends its message
 * @param maskingKey zero where it is not masked, which leaves a payload as it is
 */
record FrameHeader(boolean last, Opcode opcode, boolean masked, int maskingKey, long length) {
  static final int SMALLEST = 2;
  static final int LARGEST = 14;
  static final int MAX_CONTROL_PAYLOAD = 125;

  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;

  /** The size of a header in bytes, told by its second byte. */
  static int size(byte second) {
    int size =
        switch (second & 0x7f) {
          case LENGTH_IN_16_BITS -> 4;
          case LENGTH_IN_64_BITS -> 10;
          default -> 2;
        };
    return (second & 0x80) != 0 ? size + 4 : size;
  }

  /** Parses a header that is there whole, as this sender has to write it. */
  static FrameHeader parse(byte[] bytes, int offset, Role sender) throws ProtocolViolation {
    int first = bytes[offset];
    boolean masked = (bytes[offset + 1] & 0x80) != 0;
    if ((first & 0x70) != 0) {
      throw ProtocolViolation.malformed("reserved bits without an extension");
    }
    if (masked != sender.masks()) {
      throw ProtocolViolation.malformed(
          masked ? "masked frame of a server" : "unmasked frame of a client");
    }
    boolean last = (first & 0x80) != 0;
    Opcode opcode = Opcode.of(first & 0x0f);
    long length = length(bytes, offset + 1);
    if (opcode.isControl() && (!last || length > MAX_CONTROL_PAYLOAD)) {
      throw ProtocolViolation.malformed(
          last ? "control frame too long" : "fragmented control frame");
    }
    int key = masked ? (int) number(bytes, offset + size(bytes[offset + 1]) - 4, 4) : 0;
    return new FrameHeader(last, opcode, masked, key, length);
  }

  private static long length(byte[] bytes, int offset) throws ProtocolViolation {
    int small = bytes[offset] & 0x7f;
    long length =
        switch (small) {
          case LENGTH_IN_16_BITS -> number(bytes, offset + 1, 2);
          case LENGTH_IN_64_BITS -> number(bytes, offset + 1, 8);
          default -> small;
        };
    if (length < 0) {
      throw ProtocolViolation.malformed("negative length");
    }
    if ((small == LENGTH_IN_16_BITS && length < LENGTH_IN_16_BITS)
        || (small == LENGTH_IN_64_BITS && length <= 0xffff)) {
      throw ProtocolViolation.malformed("length not in its shortest form");
    }
    return length;
  }

  /** Writes the header to a place in a buffer, and returns its size. */
  int write(byte[] buffer, int offset) {
    int mask = masked ? 0x80 : 0;
    int at = offset + 2;
    buffer[offset] = (byte) ((last ? 0x80 : 0) | opcode.bits());
    if (length < LENGTH_IN_16_BITS) {
      buffer[offset + 1] = (byte) (mask | (int) length);
    } else if (length <= 0xffff) {
      buffer[offset + 1] = (byte) (mask | LENGTH_IN_16_BITS);
      at = put(buffer, at, length, 2);
    } else {
      buffer[offset + 1] = (byte) (mask | LENGTH_IN_64_BITS);
      at = put(buffer, at, length, 8);
    }
    return (masked ? put(buffer, at, maskingKey, 4) : at) - offset;
  }

  private static long number(byte[] bytes, int offset, int size) {
    long number = 0;
    for (int i = 0; i < size; i++) {
      number = number << 8 | (bytes[offset + i] & 0xff);
    }
    return number;
  }

  private static int put(byte[] buffer, int offset, long number, int size) {
    for (int i = 0; i < size; i++) {
      buffer[offset + i] = (byte) (number >>> (8 * (size - 1 - i)));
    }
    return offset + size;
  }
}
