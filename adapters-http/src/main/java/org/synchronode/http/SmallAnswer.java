package org.synchronode.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Sends a body that is at hand, or for HEAD its length and no body: the server would put it on the
 * wire.
 */
final class SmallAnswer {
  private SmallAnswer() {}

  static void send(ServerRequest request, ServerResponse response, Status status, byte[] body) {
    response.status(status);
    if (request.prologue().method().text().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
      response.send();
    } else {
      response.send(body);
    }
  }

  static void send(Call call, String contentType, byte[] body) {
    call.response().header(HeaderNames.CONTENT_TYPE, contentType);
    send(call.request(), call.response(), Status.OK_200, body);
  }
}
