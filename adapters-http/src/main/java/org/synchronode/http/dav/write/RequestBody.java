package org.synchronode.http.dav.write;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.http.Call;
import org.synchronode.http.header.ExpectedLength;

/** The bytes that a client sends as a file. Whoever waits with them is told to go on when asked. */
final class RequestBody implements FileBody {
  private static final HeaderName EXPECTED_LENGTH = HeaderNames.create("X-Expected-Entity-Length");
  private static final int PIECE = 64 * 1024;

  private final ServerRequest request;
  private final OptionalLong length;

  RequestBody(Call call) {
    this.request = call.request();
    OptionalLong exact = request.headers().contentLength();
    this.length =
        exact.isPresent()
            ? exact
            : call.header(EXPECTED_LENGTH).map(ExpectedLength::parse).orElse(OptionalLong.empty());
  }

  /** In bytes, where it was announced, in one way or another. */
  OptionalLong length() {
    return length;
  }

  @Override
  public void transferTo(OutputStream out) throws IOException {
    if (!request.content().hasEntity()) {
      return;
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] piece = new byte[PIECE];
      // Some versions of the Finder announce a length, and never send the last chunk.
      long left = length.orElse(Long.MAX_VALUE);
      while (left > 0) {
        int count = read(in, piece);
        if (count < 0) {
          return;
        }
        out.write(piece, 0, count);
        left -= count;
      }
    }
  }

  /** Tells who failed: the client, and not where the bytes go. */
  private static int read(InputStream in, byte[] piece) throws BodyBroken {
    try {
      return in.read(piece);
    } catch (IOException | RuntimeException e) {
      throw new BodyBroken("The client's bytes ended before their end.", e);
    }
  }
}
