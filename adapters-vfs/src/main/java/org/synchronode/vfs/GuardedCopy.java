package org.synchronode.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/**
 * Copies bytes of a file in pieces, and gives out the last piece only when the file is found to be
 * what it was: who receives all of the promised length has bytes of one content.
 */
final class GuardedCopy {
  private static final int PIECE = 128 * 1024;

  private GuardedCopy() {}

  /**
   * Copies exactly {@code length} bytes.
   *
   * @throws IOException when {@code out} failed
   * @throws ProblemException when the file failed or changed; the last byte was not written then
   */
  static void copy(InputStream in, long length, Guard guard, OutputStream out) throws IOException {
    byte[] piece = new byte[(int) Math.min(length, PIECE)];
    long left = length;
    do {
      int wanted = (int) Math.min(left, piece.length);
      if (read(in, piece, wanted) < wanted) {
        throw changed();
      }
      left -= wanted;
      if (left == 0 && !isUnchanged(guard)) {
        throw changed();
      }
      out.write(piece, 0, wanted);
    } while (left > 0);
  }

  private static int read(InputStream in, byte[] into, int length) {
    try {
      return in.readNBytes(into, 0, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static boolean isUnchanged(Guard guard) {
    try {
      return guard.isUnchanged();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  static ProblemException changed() {
    return new ProblemException(new Problem.OwnerFailed("The file changed while it was read."));
  }

  static ProblemException failed(IOException e) {
    return new ProblemException(
        new Problem.OwnerFailed("The file can't be read: " + Complaints.reason(e)), e);
  }

  /** Looks at the file again. */
  interface Guard {
    boolean isUnchanged() throws IOException;
  }
}
