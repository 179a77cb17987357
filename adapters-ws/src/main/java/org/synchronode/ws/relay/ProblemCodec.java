package org.synchronode.ws.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.synchronode.domain.Problem;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link Problem} as fields of a message. */
final class ProblemCodec {
  private static final int LONGEST_MESSAGE = 500;

  private ProblemCodec() {}

  static void write(Problem problem, ObjectNode json) {
    json.put("code", problem.code()).put("message", sentence(problem.message()));
    switch (problem) {
      case Problem.HostOffline(HostId host, Instant since) ->
          json.put("host", host.value()).put("since", since.toString());
      case Problem.Locked(String _, EntryPath root) -> Fields.putPath(root, json, "root");
      case Problem.RangeNotSatisfiable(String _, long offset) -> json.put("offset", offset);
      default -> {
        // The message is all that there is.
      }
    }
  }

  /** A kind that is not known here, from a later version, is a failure of the owner. */
  static Problem read(JsonNode json) {
    String message = sentence(Fields.text(json, "message"));
    return switch (Fields.text(json, "code")) {
      case "not-found" -> new Problem.NotFound(message);
      case "host-offline" ->
          new Problem.HostOffline(Fields.host(json), Instant.parse(Fields.text(json, "since")));
      case "busy" -> new Problem.Busy(message);
      case "owner-timed-out" -> new Problem.OwnerTimedOut(message);
      case "forbidden" -> new Problem.Forbidden(message);
      case "bad-request" -> new Problem.BadRequest(message);
      case "conflict" -> new Problem.Conflict(message);
      case "too-many" -> new Problem.TooMany(message);
      case "precondition-failed" -> new Problem.PreconditionFailed(message);
      case "locked" -> new Problem.Locked(message, Fields.path(json, "root"));
      case "wrong-kind" -> new Problem.WrongKind(message);
      case "insufficient-storage" -> new Problem.InsufficientStorage(message);
      case "range-not-satisfiable" ->
          new Problem.RangeNotSatisfiable(message, Fields.size(json, "offset"));
      case "unsupported" -> new Problem.Unsupported(message);
      default -> new Problem.OwnerFailed(message);
    };
  }

  /** Cut where it is too long, and such that it can be sent as UTF-8. */
  private static String sentence(String message) {
    String cut =
        message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
    return new String(cut.getBytes(UTF_8), UTF_8);
  }
}
