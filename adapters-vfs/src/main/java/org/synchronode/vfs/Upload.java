package org.synchronode.vfs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.Adler32;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.FileWrite;

/** Takes in the bytes of one file, and compares them with what was announced on the way. */
final class Upload extends OutputStream {
  private final FileChannel file;
  private final OptionalLong announced;
  private final List<Sum> sums = new ArrayList<>();
  private long received;

  private Upload(FileChannel file, FileWrite write) {
    this.file = file;
    this.announced = write.length();
    write.digests().forEach(digest -> sums.add(Sum.expecting(digest)));
  }

  /**
   * Receives all of a body.
   *
   * @throws IOException when the disk failed
   * @throws ProblemException with {@code BadRequest} when it is not what was announced
   */
  static void receive(FileWrite write, FileBody body, FileChannel file) throws IOException {
    Upload upload = new Upload(file, write);
    try {
      body.transferTo(upload);
    } catch (BodyBroken e) {
      throw new ProblemException(
          new Problem.BadRequest("The file broke off on its way; nothing of it was stored."), e);
    }
    upload.finish();
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    received += length;
    if (announced.isPresent() && received > announced.getAsLong()) {
      throw refused("More bytes came than were announced; nothing was stored.");
    }
    for (Sum sum : sums) {
      sum.add(bytes, offset, length);
    }
    ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
    while (piece.hasRemaining()) {
      file.write(piece);
    }
  }

  private void finish() {
    if (announced.isPresent() && received < announced.getAsLong()) {
      throw refused("Fewer bytes came than were announced; nothing was stored.");
    }
    for (Sum sum : sums) {
      if (!sum.isRight()) {
        throw refused(
            "The bytes that came have another "
                + sum.name()
                + " than was announced; nothing was stored.");
      }
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(new Problem.BadRequest(why));
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
