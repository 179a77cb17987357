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

  /** A key that cannot be foreseen, new for each frame (RFC 6455 section 5.3). */
  private static final SecureRandom KEYS = new SecureRandom();

  private final OutputStream out;
  private final Role sender;
  private byte[] buffer = NONE;

  FrameWriter(OutputStream out, Role sender) {
    this.out = out;
    this.sender = sender;
  }

  void write(Opcode opcode, boolean last, byte[] bytes, int offset, int length) throws IOException {
    boolean masked = sender.masks();
    int key = masked ? KEYS.nextInt() : 0;
    reserve(FrameHeader.LARGEST + length, masked ? MASKED_BUFFER : PLAIN_BUFFER);
    int used = new FrameHeader(last, opcode, masked, key, length).write(buffer);
    int done = 0;
    do {
      int count = Math.min(length - done, buffer.length - used);
      if (masked) {
        Masking.copy(key, done, bytes, offset + done, buffer, used, count);
      } else {
        System.arraycopy(bytes, offset + done, buffer, used, count);
      }
      out.write(buffer, 0, used + count);
      done += count;
      used = 0;
      if (!masked && done < length) {
        out.write(bytes, offset + done, length - done);
        done = length;
      }
    } while (done < length);
  }

  private void reserve(int wanted, int bound) {
    int needed = Math.min(wanted, bound);
    if (buffer.length < needed) {
      buffer =
          new byte
              [needed <= PLAIN_BUFFER / 8
                  ? PLAIN_BUFFER / 8
                  : needed <= PLAIN_BUFFER ? PLAIN_BUFFER : bound];
    }
  }

  void release() {
    buffer = NONE;
  }
}
