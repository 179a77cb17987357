package org.synchronode.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import org.synchronode.domain.Problem;

/** The one place where what goes wrong becomes a status, with a body of one sentence. */
final class Problems {
  /**
   * A body that nobody reads is read away up to this size, to keep the connection; beyond, it is
   * closed.
   */
  private static final long WORTH_READING = 64 * 1024;

  private Problems() {}

  static Status status(Problem problem) {
    return switch (problem) {
      case Problem.NotFound _ -> Status.NOT_FOUND_404;
      case Problem.HostOffline _, Problem.Busy _ -> Status.SERVICE_UNAVAILABLE_503;
      case Problem.OwnerTimedOut _ -> Status.GATEWAY_TIMEOUT_504;
      case Problem.OwnerFailed _ -> Status.BAD_GATEWAY_502;
      case Problem.Forbidden _ -> Status.FORBIDDEN_403;
      case Problem.BadRequest _ -> Status.BAD_REQUEST_400;
      case Problem.Conflict _ -> Status.CONFLICT_409;
      case Problem.TooMany _ -> Status.TOO_MANY_REQUESTS_429;
      case Problem.PreconditionFailed _ -> Status.PRECONDITION_FAILED_412;
      case Problem.Locked _ -> DavStatus.LOCKED_423;
      case Problem.WrongKind _ -> Status.METHOD_NOT_ALLOWED_405;
      case Problem.InsufficientStorage _ -> DavStatus.INSUFFICIENT_STORAGE_507;
      case Problem.RangeNotSatisfiable _ -> Status.REQUESTED_RANGE_NOT_SATISFIABLE_416;
      case Problem.Unsupported _ -> Status.NOT_IMPLEMENTED_501;
    };
  }

  static void answer(ServerRequest request, ServerResponse response, Problem problem) {
    startAnew(request, response);
    switch (problem) {
      case Problem.HostOffline _, Problem.TooMany _ ->
          response.header(HeaderNames.RETRY_AFTER, "60");
      case Problem.Busy _ -> response.header(HeaderNames.RETRY_AFTER, "2");
      case Problem.RangeNotSatisfiable(String _, long offset) ->
          UploadOffset.tell(response, offset);
      default -> {
        // When it will be better is not known.
      }
    }
    send(request, response, status(problem), problem.code(), problem.message());
  }

  /** RFC 7617; on every method, OPTIONS among them: file managers begin with that one. */
  static void unauthorized(ServerRequest request, ServerResponse response) {
    startAnew(request, response);
    response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"Synchronode\", charset=\"UTF-8\"");
    send(
        request,
        response,
        Status.UNAUTHORIZED_401,
        "unauthorized",
        "Log in with a name and a password of this node.");
  }

  static void methodNotAllowed(ServerRequest request, ServerResponse response, String allow) {
    startAnew(request, response);
    response.header(HeaderNames.ALLOW, allow);
    send(
        request,
        response,
        Status.METHOD_NOT_ALLOWED_405,
        "method-not-allowed",
        "This address answers to: " + allow + ".");
  }

  static void refused(ServerRequest request, ServerResponse response, Refusal refusal) {
    startAnew(request, response);
    if (refusal.error().isPresent()) {
      response.header(HeaderNames.CONTENT_TYPE, "application/xml; charset=utf-8");
      SmallAnswer.send(
          request,
          response,
          refusal.status(),
          refusal.error().get().document().getBytes(StandardCharsets.UTF_8));
    } else {
      send(
          request,
          response,
          refusal.status(),
          refusal.code(),
          String.valueOf(refusal.getMessage()));
    }
  }

  static void internalError(ServerRequest request, ServerResponse response) {
    startAnew(request, response);
    send(
        request,
        response,
        Status.INTERNAL_SERVER_ERROR_500,
        "internal-error",
        "This node failed to answer; its log says why.");
  }

  /** Forgets the headers of an answer that was begun and not sent. */
  private static void startAnew(ServerRequest request, ServerResponse response) {
    response.headers().clear();
    CommonHeaders.add(response);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    if (unreadBody(request)) {
      response.header(HeaderNames.CONNECTION, "close");
    }
  }

  private static boolean unreadBody(ServerRequest request) {
    // Whether a body that waits for 100 will still come, only the client knows (RFC 9110 §10.1.1).
    return request.headers().contains(HeaderNames.TRANSFER_ENCODING)
        || request.headers().contains(HeaderNames.EXPECT)
        || request.headers().contentLength().orElse(0) > WORTH_READING;
  }

  private static void send(
      ServerRequest request, ServerResponse response, Status status, String code, String message) {
    boolean plain = Call.prefersHtml(request);
    byte[] body =
        plain
            ? (message + "\n").getBytes(StandardCharsets.UTF_8)
            : Json.bytes(
                json ->
                    json.writeStartObject()
                        .writeStringProperty("problem", code)
                        .writeStringProperty("message", message)
                        .writeEndObject());
    response.header(
        HeaderNames.CONTENT_TYPE, plain ? "text/plain; charset=utf-8" : "application/json");
    SmallAnswer.send(request, response, status, body);
  }
}
