package org.synchronode.http.dav;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.synchronode.http.Call;
import org.synchronode.http.ResponseBody;
import org.synchronode.http.Utf8;
import org.synchronode.http.dav.answer.MultistatusWriter;
import org.synchronode.http.dav.request.PropfindRequest;

/**
 * Sends a multistatus while it is made (RFC 4918 §13). Throws a {@link
 * io.helidon.webserver.CloseConnectionException} when the client went, or when the content failed
 * after the first of it was sent.
 */
public final class MultistatusAnswer {
  private MultistatusAnswer() {}

  /** Writes what is in it. */
  @FunctionalInterface
  public interface Content<T> {
    void writeTo(T answer) throws IOException;
  }

  /** Sends what became of resources. */
  public static void send(Call call, Content<MultistatusWriter> content) {
    head(call);
    ResponseBody.send(
        call,
        out -> {
          MultistatusWriter answer = new MultistatusWriter(Utf8.writer(out));
          answer.begin();
          content.writeTo(answer);
          answer.end();
        });
  }

  /**
   * Sends the properties that a client asks for.
   *
   * @param minimal whether it is spared what is missing (RFC 8144 §2.1)
   */
  public static void send(
      Call call, PropfindRequest request, boolean minimal, Content<Multistatus> content) {
    send(call, request, minimal, UnaryOperator.identity(), content);
  }

  /** The same, with the bytes passing through something. */
  static void send(
      Call call,
      PropfindRequest request,
      boolean minimal,
      UnaryOperator<OutputStream> through,
      Content<Multistatus> content) {
    listingHead(call);
    ResponseBody.send(
        call,
        out -> {
          Multistatus answer = new Multistatus(Utf8.writer(through.apply(out)), request, minimal);
          answer.begin();
          content.writeTo(answer);
          answer.end();
        });
  }

  /** Sends one that was made before. */
  static void send(Call call, byte[] body) {
    listingHead(call).send(body);
  }

  private static ServerResponse listingHead(Call call) {
    return head(call).header(HeaderNames.CACHE_CONTROL, "no-store");
  }

  private static ServerResponse head(Call call) {
    return call.response()
        .status(Status.MULTI_STATUS_207)
        .header(HeaderNames.CONTENT_TYPE, "application/xml; charset=utf-8");
  }
}
