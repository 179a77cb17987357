package org.synchronode.http;

import java.util.List;

/** {@code /me}: which node this is. */
final class MeMethod implements ResourceMethod {
  private final HttpSettings settings;

  MeMethod(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<String> names() {
    return List.of("GET", "HEAD");
  }

  @Override
  public void answer(Call call) {
    SmallAnswer.send(
        call,
        "application/json",
        Json.bytes(
            json ->
                json.writeStartObject()
                    .writeStringProperty("hostId", settings.ownId().value())
                    .writeStringProperty("name", settings.ownName().value())
                    .writeStringProperty("version", settings.version())
                    .writeEndObject()));
  }
}
