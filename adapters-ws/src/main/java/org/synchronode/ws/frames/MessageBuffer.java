package org.synchronode.ws.frames;

import java.util.Arrays;

/** A buffer that grows with the message in it up to a bound, and is used again for the next. */
final class MessageBuffer {
  private static final byte[] NONE = new byte[0];
  private static final int SMALLEST = 4 * 1024;

  private final int bound;
  private byte[] bytes = NONE;
  private int length;

  MessageBuffer(int bound) {
    this.bound = bound;
  }

  /** Makes room for a frame behind what is there; changes nothing when called again. */
  void reserve(long frame) throws ProtocolViolation {
    if (frame > bound - length) {
      throw ProtocolViolation.tooLarge(bound);
    }
    int needed = length + (int) frame;
    if (needed > bytes.length) {
      long rounded = needed <= SMALLEST ? SMALLEST : Integer.highestOneBit(needed - 1) * 2L;
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(rounded, bound)));
    }
  }

  void added(int frame) {
    length += frame;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Forgets the message and keeps the memory. */
  void reset() {
    length = 0;
  }

  /** Forgets the memory too. */
  void release() {
    length = 0;
    bytes = NONE;
  }
}
