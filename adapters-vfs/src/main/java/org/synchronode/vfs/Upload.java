package org.synchronode.vfs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.OptionalLong;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.ContentDigest;

/** Takes in the bytes of one request, and compares them with what was announced on the way. */
final class Upload extends OutputStream {
  private final WritableByteChannel file;
  private final OptionalLong announced;
  private final Digests digests;
  private long received;

  private Upload(WritableByteChannel file, OptionalLong announced, Digests digests) {
    this.file = file;
    this.announced = announced;
    this.digests = digests;
  }

  /**
   * Receives all of a body.
   *
   * @param announced how many bytes, where that is known
   * @throws BodyBroken when it breaks off
   * @throws IOException when the disk failed
   * @throws ProblemException with {@code BadRequest} when it is not what was announced
   */
  static void receive(
      FileBody body, OptionalLong announced, List<ContentDigest> digests, WritableByteChannel file)
      throws IOException {
    Upload upload = new Upload(file, announced, new Digests(digests));
    body.transferTo(upload);
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
    digests.add(bytes, offset, length);
    ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
    while (piece.hasRemaining()) {
      file.write(piece);
    }
  }

  private void finish() {
    if (announced.isPresent() && received < announced.getAsLong()) {
      throw refused("Fewer bytes came than were announced; nothing was stored.");
    }
    digests.requireRight();
  }

  private static ProblemException refused(String why) {
    return new ProblemException(new Problem.BadRequest(why));
  }
}
