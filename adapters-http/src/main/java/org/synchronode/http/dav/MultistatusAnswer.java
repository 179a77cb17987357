package org.synchronode.http.dav;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.synchronode.http.Call;
import org.synchronode.http.ResponseBody;
import org.synchronode.http.dav.request.PropfindRequest;

/** Sends a multistatus while it is made (RFC 4918 §13). */
public final class MultistatusAnswer {
  private MultistatusAnswer() {}

  /** Writes what is in it. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Multistatus answer) throws IOException;
  }

  /**
   * Sends a 207 with the properties that a client asks for.
   *
   * @param minimal whether it is spared what is missing (RFC 8144 §2.1)
   * @throws io.helidon.webserver.CloseConnectionException when the client went, or the content
   *     failed after the first of it was sent
   */
  public static void send(Call call, PropfindRequest request, boolean minimal, Content content) {
    call.response()
        .status(Status.MULTI_STATUS_207)
        .header(HeaderNames.CONTENT_TYPE, "application/xml; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    ResponseBody.send(
        call,
        out -> {
          Multistatus answer =
              new Multistatus(
                  new OutputStreamWriter(out, StandardCharsets.UTF_8), request, minimal);
          answer.begin();
          content.writeTo(answer);
          answer.end();
        });
  }
}
