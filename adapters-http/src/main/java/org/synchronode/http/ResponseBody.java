package org.synchronode.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The body of an answer that is sent while it is made. Nothing goes out before its first byte, so
 * that until then an error still gets a status of its own. After it, an answer that can't be
 * completed is {@linkplain #broken broken off}: the connection closes in the middle of the body,
 * which every client can tell from its end.
 */
public final class ResponseBody extends OutputStream {
  private static final int PIECE = 16 * 1024;

  private final ServerResponse response;
  private long count;

  /** The server's, from the first byte on. */
  private OutputStream out = OutputStream.nullOutputStream();

  public ResponseBody(ServerResponse response) {
    this.response = response;
  }

  /** Whether something was sent, after which there is no other status to give. */
  public boolean started() {
    return count > 0;
  }

  public long count() {
    return count;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Passes the bytes on.
   *
   * @throws IOException when the client is gone
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    try {
      if (count == 0) {
        out = response.outputStream();
      }
      count += length;
      out.write(bytes, offset, length);
    } catch (CloseConnectionException | UncheckedIOException e) {
      throw new IOException("the client is gone", e);
    }
  }

  /** Says that all is written. */
  public void complete() {
    if (count == 0) {
      response.send();
    }
    // Otherwise the server completes the answer when the handler returns normally, and only then.
  }

  /** What to throw when an answer can't be completed. */
  public static CloseConnectionException broken(Exception cause) {
    return new CloseConnectionException("an answer was broken off", cause);
  }

  /** Writes a body. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Sends a body of unknown length, and for HEAD only counts it. */
  public static void send(Call call, Content content) {
    if (call.isHead()) {
      sendLength(call.response(), content);
      return;
    }
    ResponseBody body = new ResponseBody(call.response());
    BufferedOutputStream pieces = new BufferedOutputStream(body, PIECE);
    try {
      content.writeTo(pieces);
      pieces.flush();
      body.complete();
    } catch (IOException e) {
      throw broken(e);
    } catch (RuntimeException e) {
      throw body.started() ? broken(e) : e;
    }
  }

  /** The server would say that the length is 0. */
  private static void sendLength(ServerResponse response, Content content) {
    long[] length = {0};
    try {
      content.writeTo(
          new OutputStream() {
            @Override
            public void write(int b) {
              length[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
              length[0] += count;
            }
          });
    } catch (IOException e) {
      throw broken(e);
    }
    response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length[0]));
    response.send();
  }
}
