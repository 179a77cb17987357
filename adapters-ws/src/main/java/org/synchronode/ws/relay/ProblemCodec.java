package org.synchronode.ws.relay;

import java.time.Instant;
import org.synchronode.domain.Problem;
import org.synchronode.domain.host.HostId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link Problem} as fields of a message. */
final class ProblemCodec {
  private static final int LONGEST_MESSAGE = 500;

  private ProblemCodec() {}

  static void write(Problem problem, ObjectNode json) {
    json.put("code", problem.code()).put("message", problem.message());
    if (problem instanceof Problem.HostOffline(HostId host, Instant since)) {
      json.put("host", host.value()).put("since", since.toString());
    }
  }

  /** A kind that is not known here, from a later version, is a failure of the owner. */
  static Problem read(JsonNode json) {
    String message = Fields.text(json, "message");
    if (message.length() > LONGEST_MESSAGE) {
      message = message.substring(0, LONGEST_MESSAGE);
    }
    return switch (Fields.text(json, "code")) {
      case "not-found" -> new Problem.NotFound(message);
      case "host-offline" ->
          new Problem.HostOffline(
              new HostId(Fields.text(json, "host")), Instant.parse(Fields.text(json, "since")));
      case "busy" -> new Problem.Busy(message);
      case "owner-timed-out" -> new Problem.OwnerTimedOut(message);
      case "forbidden" -> new Problem.Forbidden(message);
      default -> new Problem.OwnerFailed(message);
    };
  }
}
