package org.synchronode.http.dav.write;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.http.Call;
import org.synchronode.http.header.ExpectedLength;

/** The bytes that a client sends as a file. Whoever waits with them is told to go on when asked. */
final class RequestBody implements FileBody {
  private static final HeaderName EXPECTED_LENGTH = HeaderNames.create("X-Expected-Entity-Length");
  private static final int PIECE = 128 * 1024;

  /** Some versions of the Finder announce a length, and never send the last chunk. */
  private static final Duration LAST_CHUNK = Duration.ofSeconds(1);

  private final ServerRequest request;
  private final ServerResponse response;
  private final OptionalLong length;
  private boolean endIsMissing;

  RequestBody(Call call) {
    this.request = call.request();
    this.response = call.response();
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

  /** The connection can't be used again if its last chunk has not come. */
  void closeIfEndIsMissing() {
    if (endIsMissing) {
      response.header(HeaderNames.CONNECTION, "close");
    }
  }

  /** Does not close what it reads from: that would wait for the last chunk for ever. */
  @Override
  public void transferTo(OutputStream out) throws IOException {
    if (!request.content().hasEntity()) {
      return;
    }
    InputStream in = request.content().inputStream();
    long left = length.orElse(Long.MAX_VALUE);
    byte[] piece = new byte[(int) Math.min(left, PIECE)];
    while (left > 0) {
      int count = read(in, piece);
      if (count < 0) {
        return;
      }
      out.write(piece, 0, count);
      left -= count;
    }
    if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
      awaitEnd(in);
    }
  }

  /** Whoever still waits when the connection is closed is told so by its closing. */
  private void awaitEnd(InputStream in) throws BodyBroken {
    FutureTask<Integer> last = new FutureTask<>(() -> in.read());
    Thread.startVirtualThread(last);
    try {
      if (last.get(LAST_CHUNK.toMillis(), TimeUnit.MILLISECONDS) >= 0) {
        throw new BodyBroken("The client sent more bytes than it announced.");
      }
    } catch (TimeoutException _) {
      endIsMissing = true;
    } catch (ExecutionException e) {
      throw broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw broken(e);
    }
  }

  /** Tells who failed: the client, and not where the bytes go. */
  private static int read(InputStream in, byte[] piece) throws BodyBroken {
    try {
      return in.read(piece);
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  private static BodyBroken broken(Exception cause) {
    return new BodyBroken("The client's bytes ended before their end.", cause);
  }
}
