package org.synchronode.ws.relay;

import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.domain.read.ReadRequest;

/** How many bytes follow an {@code opened}: the one rule that both ends of an exchange go by. */
final class BytesDue {
  private BytesDue() {}

  static long after(ReadRequest request, FileState state) {
    if (!request.bytesWanted()) {
      return 0;
    }
    return switch (request.decide(state)) {
      case ReadDecision.Whole _ -> state.size();
      case ReadDecision.Part(var range) -> range.length();
      case ReadDecision.NotModified _,
          ReadDecision.PreconditionFailed _,
          ReadDecision.NotSatisfiable _ ->
          0;
    };
  }
}
