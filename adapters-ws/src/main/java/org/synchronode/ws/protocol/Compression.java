package org.synchronode.ws.protocol;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw deflate (RFC 1951), with a bound on what may come out of a few bytes. */
final class Compression {
  private static final int BUFFER = 16 * 1024;

  private Compression() {}

  static byte[] deflate(byte[] plain) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
      byte[] buffer = new byte[BUFFER];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  /**
   * The opposite.
   *
   * @throws ProtocolException when it is not deflated, is cut off or followed by something, or more
   *     than {@code most} bytes would come out
   */
  static byte[] inflate(byte[] packed, int most) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(packed);
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, packed.length * 4 + 64));
      byte[] buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new ProtocolException("a part is cut off");
        }
        if (out.size() + count > most) {
          throw new ProtocolException("a part inflates to more than " + most + " bytes");
        }
        out.write(buffer, 0, count);
      }
      if (inflater.getRemaining() > 0) {
        throw new ProtocolException("something follows a part");
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new ProtocolException("a part is not deflated");
    }
  }
}
