package org.synchronode.ws.relay;

import java.net.ProtocolException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads the text messages of exchanges, as JSON. Reading is strict: whatever comes from
 * the other side, it gives a message or a {@link ProtocolException}, nothing else.
 */
final class ExchangeCodec {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExchangeCodec() {}

  static String write(ExchangeMessage message) {
    ObjectNode json = JSON.createObjectNode();
    switch (message) {
      case ExchangeMessage.Read(HostId host, EntryPath path, ReadRequest request) -> {
        json.put("type", "read").put("host", host.value());
        ArrayNode names = json.putArray("path");
        path.names().forEach(name -> names.add(name.value()));
        ConditionsCodec.write(request, json);
      }
      case ExchangeMessage.Opened(FileState state) ->
          json.put("type", "opened")
              .put("id", Long.toString(state.id().value()))
              .put("version", state.version().toString())
              .put("size", state.size())
              .put("modified", state.modified().toString());
      case ExchangeMessage.Failed(var problem) ->
          ProblemCodec.write(problem, json.put("type", "problem"));
      case ExchangeMessage.Done _ -> json.put("type", "done");
    }
    return JSON.writeValueAsString(json);
  }

  static ExchangeMessage read(String text) throws ProtocolException {
    try {
      JsonNode json = JSON.readTree(text);
      return switch (Fields.text(json, "type")) {
        case "read" ->
            new ExchangeMessage.Read(
                new HostId(Fields.text(json, "host")),
                path(json.path("path")),
                ConditionsCodec.read(json));
        case "opened" -> new ExchangeMessage.Opened(state(json));
        case "problem" -> new ExchangeMessage.Failed(ProblemCodec.read(json));
        case "done" -> new ExchangeMessage.Done();
        default -> throw new IllegalArgumentException("an unknown type");
      };
    } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
      throw Fields.violation(e);
    }
  }

  private static EntryPath path(JsonNode json) {
    if (!json.isArray()) {
      throw new IllegalArgumentException("path is an array");
    }
    List<EntryName> names = new ArrayList<>(json.size());
    json.forEach(name -> names.add(new EntryName(name.asString())));
    return new EntryPath(names);
  }

  private static FileState state(JsonNode json) {
    long size = Fields.number(json, "size");
    if (size < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
    return new FileState(
        new EntryId(Long.parseLong(Fields.text(json, "id"))),
        Revision.parse(Fields.text(json, "version")),
        size,
        Instant.parse(Fields.text(json, "modified")));
  }
}
