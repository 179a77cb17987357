package org.synchronode.ws.frames;

/** The kinds of frames (RFC 6455 section 5.2). */
enum Opcode {
  CONTINUATION(0x0),
  TEXT(0x1),
  BINARY(0x2),
  CLOSE(0x8),
  PING(0x9),
  PONG(0xA);

  private final int bits;

  Opcode(int bits) {
    this.bits = bits;
  }

  int bits() {
    return bits;
  }

  boolean isControl() {
    return (bits & 0x8) != 0;
  }

  static Opcode of(int bits) throws ProtocolViolation {
    return switch (bits) {
      case 0x0 -> CONTINUATION;
      case 0x1 -> TEXT;
      case 0x2 -> BINARY;
      case 0x8 -> CLOSE;
      case 0x9 -> PING;
      case 0xA -> PONG;
      default -> throw ProtocolViolation.malformed("unknown opcode " + bits);
    };
  }
}
