package org.synchronode.vfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Adler32;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.ContentDigest;

/** What bytes come to, beside what was announced of them. Not thread-safe. */
final class Digests {
  private static final int PIECE = 128 * 1024;

  private final List<Sum> sums;

  Digests(List<ContentDigest> announced) {
    this.sums = announced.stream().map(Sum::expecting).toList();
  }

  /**
   * Reads a file to its end, if anything was announced of it.
   *
   * @throws ProblemException as {@link #requireRight}
   */
  static void check(List<ContentDigest> announced, ReadableByteChannel file) throws IOException {
    if (announced.isEmpty()) {
      return;
    }
    Digests digests = new Digests(announced);
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    while (file.read(piece) >= 0) {
      digests.add(piece.array(), 0, piece.position());
      piece.clear();
    }
    digests.requireRight();
  }

  void add(byte[] bytes, int offset, int length) {
    for (Sum sum : sums) {
      sum.add(bytes, offset, length);
    }
  }

  /**
   * To be called once, after all bytes.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when something else was announced
   */
  void requireRight() {
    for (Sum sum : sums) {
      if (!sum.isRight()) {
        throw new ProblemException(
            new Problem.BadRequest(
                "The bytes that came have another "
                    + sum.name()
                    + " than was announced; nothing was stored."));
      }
    }
  }

  /** A digest on its way to what it should come to. */
  private interface Sum {
    String name();

    void add(byte[] bytes, int offset, int length);

    boolean isRight();

    static Sum expecting(ContentDigest expected) {
      return switch (expected.algorithm()) {
        case ADLER32 -> new Adler(expected, new Adler32());
        case MD5 -> digest(expected, "MD5");
        case SHA_1 -> digest(expected, "SHA-1");
        case SHA_256 -> digest(expected, "SHA-256");
        case SHA_512 -> digest(expected, "SHA-512");
      };
    }

    private static Sum digest(ContentDigest expected, String name) {
      try {
        return new Digest(expected, MessageDigest.getInstance(name));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + name, e);
      }
    }
  }

  private record Digest(ContentDigest expected, MessageDigest now) implements Sum {
    @Override
    public String name() {
      return now.getAlgorithm();
    }

    @Override
    public void add(byte[] bytes, int offset, int length) {
      now.update(bytes, offset, length);
    }

    @Override
    public boolean isRight() {
      return HexFormat.of().formatHex(now.digest()).equals(expected.hex());
    }
  }

  private record Adler(ContentDigest expected, Adler32 now) implements Sum {
    @Override
    public String name() {
      return "Adler-32";
    }

    @Override
    public void add(byte[] bytes, int offset, int length) {
      now.update(bytes, offset, length);
    }

    @Override
    public boolean isRight() {
      return HexFormat.of().toHexDigits((int) now.getValue()).equals(expected.hex());
    }
  }
}
