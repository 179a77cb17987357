package org.synchronode.ws.frames;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The XOR of a payload with its masking key (RFC 6455 section 5.3), eight bytes at a time. */
final class Masking {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Masking() {}

  /** Masks or unmasks in place. */
  static void apply(int key, byte[] bytes, int offset, int length) {
    copy(key, 0, bytes, offset, bytes, offset, length);
  }

  /**
   * Copies and masks.
   *
   * @param phase how many bytes of the payload came before these: they shift the key
   */
  static void copy(
      int key, int phase, byte[] from, int fromOffset, byte[] to, int toOffset, int length) {
    int shifted = Integer.rotateLeft(key, 8 * (phase & 3));
    long bigEndian = (long) shifted << 32 | (shifted & 0xffff_ffffL);
    long wide =
        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? bigEndian : Long.reverseBytes(bigEndian);
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      LONGS.set(to, toOffset + i, (long) LONGS.get(from, fromOffset + i) ^ wide);
    }
    for (; i < length; i++) {
      to[toOffset + i] = (byte) (from[fromOffset + i] ^ shifted >>> (24 - 8 * (i & 3)));
    }
  }
}
