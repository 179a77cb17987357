package org.synchronode.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.util.List;

/** {@code /health}: 200 when this node can do its work, 503 with what is missing when not. */
final class HealthMethod implements ResourceMethod {
  private final Readiness readiness;

  HealthMethod(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public List<String> names() {
    return List.of("GET", "HEAD");
  }

  @Override
  public void answer(Call call) {
    List<String> missing = readiness.missing();
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject()
                  .writeBooleanProperty("live", true)
                  .writeBooleanProperty("ready", missing.isEmpty())
                  .writeName("missing")
                  .writeStartArray();
              missing.forEach(json::writeString);
              json.writeEndArray().writeEndObject();
            });
    call.response().header(HeaderNames.CACHE_CONTROL, "no-store");
    call.response().header(HeaderNames.CONTENT_TYPE, "application/json");
    SmallAnswer.send(
        call.request(),
        call.response(),
        missing.isEmpty() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
        body);
  }
}
