package org.synchronode.ws.frames;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;

/**
 * Writes one frame after the other; for one thread at a time.
 *
 * <p>A frame that fits is one write with its header, so that it is one packet and one TLS record.
 * The rest of a larger one goes out straight from the caller's bytes if it is not masked, else in
 * masked pieces.
 */
final class FrameWriter {
  private static final byte[] NONE = new byte[0];
  private static final int PLAIN_BUFFER = 4 * 1024;
  private static final int MASKED_BUFFER = 64 * 1024;
  private static final int HELD_BUFFER = 64 * 1024;

  /** A key that cannot be foreseen, new for each frame (RFC 6455 section 5.3). */
  private static final SecureRandom KEYS = new SecureRandom();

  private final OutputStream out;
  private final Role sender;
  private byte[] buffer = NONE;

  /** How many bytes at the beginning of the buffer are yet to be written. */
  private int held;

  FrameWriter(OutputStream out, Role sender) {
    this.out = out;
    this.sender = sender;
  }

  /**
   * Writes a frame, and before it what was held back.
   *
   * @param hold whether a frame that fits into the buffer may stay there until the next one or
   *     {@link #flush}
   */
  void write(Opcode opcode, boolean last, byte[] bytes, int offset, int length, boolean hold)
      throws IOException {
    boolean masked = sender.masks();
    int key = masked ? KEYS.nextInt() : 0;
    int size = FrameHeader.LARGEST + length;
    makeRoom(size, masked ? MASKED_BUFFER : PLAIN_BUFFER, hold);
    held += new FrameHeader(last, opcode, masked, key, length).write(buffer, held);
    int done = 0;
    while (true) {
      int count = Math.min(length - done, buffer.length - held);
      if (masked) {
        Masking.copy(key, done, bytes, offset + done, buffer, held, count);
      } else {
        System.arraycopy(bytes, offset + done, buffer, held, count);
      }
      held += count;
      done += count;
      if (done == length && hold) {
        return;
      }
      flush();
      if (done == length) {
        return;
      }
      if (!masked) {
        out.write(bytes, offset + done, length - done);
        return;
      }
    }
  }

  /** Writes what was held back. */
  void flush() throws IOException {
    if (held > 0) {
      int count = held;
      held = 0;
      out.write(buffer, 0, count);
    }
  }

  /** Makes the buffer large enough for a frame, or as large as it gets. */
  private void makeRoom(int size, int bound, boolean hold) throws IOException {
    if (buffer.length - held >= size) {
      return;
    }
    flush();
    int wanted = hold ? HELD_BUFFER : Math.min(size, bound);
    if (buffer.length < wanted) {
      buffer =
          new byte
              [wanted <= PLAIN_BUFFER / 8
                  ? PLAIN_BUFFER / 8
                  : wanted <= PLAIN_BUFFER ? PLAIN_BUFFER : Math.max(wanted, bound)];
    }
  }

  void release() {
    if (held == 0) {
      buffer = NONE;
    }
  }
}
