package org.synchronode.ws.relay;

import java.net.ProtocolException;
import java.time.DateTimeException;
import org.synchronode.application.files.Space;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads the text messages of exchanges, as JSON. Reading is strict: whatever comes from
 * the other side, it gives a message or a {@link ProtocolException}, nothing else.
 */
final class ExchangeCodec {
  /** A tree of JSON takes many times the memory of its text if that is nothing but brackets. */
  private static final int MOST_TOKENS = 100_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
                  .build())
          .build();

  private ExchangeCodec() {}

  /**
   * The text of a message.
   *
   * @throws IllegalArgumentException when it holds more than {@link GuardCodec} or {@link
   *     EditCodec} let through
   */
  static String write(ExchangeMessage message) {
    ObjectNode json = JSON.createObjectNode();
    switch (message) {
      case ExchangeMessage.Read(HostId host, EntryPath path, ReadRequest request) -> {
        json.put("type", "read").put("host", host.value());
        Fields.putPath(path, json, "path");
        ConditionsCodec.write(request, json);
      }
      case ExchangeMessage.Opened(FileState state) ->
          Fields.putState(state, json.put("type", "opened"));
      case ExchangeMessage.Failed(var problem) ->
          ProblemCodec.write(problem, json.put("type", "problem"));
      case ExchangeMessage.Done _ -> json.put("type", "done");
      case ExchangeMessage.Write(HostId host, var write) ->
          WriteCodec.write(write, json.put("type", "write").put("host", host.value()));
      case ExchangeMessage.WriteTree(HostId host, var write) ->
          WriteCodec.write(write, json.put("type", "write-tree").put("host", host.value()));
      case ExchangeMessage.WritePart(HostId host, var write) ->
          WriteCodec.write(write, json.put("type", "write-part").put("host", host.value()));
      case ExchangeMessage.AskHeld(HostId host, var upload) ->
          WriteCodec.write(upload, json.put("type", "ask-held").put("host", host.value()));
      case ExchangeMessage.Held(long bytes) -> json.put("type", "held").put("bytes", bytes);
      case ExchangeMessage.Ready _ -> json.put("type", "ready");
      case ExchangeMessage.End _ -> json.put("type", "end");
      case ExchangeMessage.Broken _ -> json.put("type", "broken");
      case ExchangeMessage.Edit(HostId host, var edit) ->
          EditCodec.write(edit, json.put("type", "edit").put("host", host.value()));
      case ExchangeMessage.Written(var written) ->
          WriteCodec.write(written, json.put("type", "written"));
      case ExchangeMessage.AskSpace(HostId host) ->
          json.put("type", "space").put("host", host.value());
      case ExchangeMessage.Room(Space(long available, long used)) ->
          json.put("type", "room").put("available", available).put("used", used);
      case ExchangeMessage.Announcement(int bytes) -> json.put("type", "long").put("bytes", bytes);
    }
    return JSON.writeValueAsString(json);
  }

  static ExchangeMessage read(String text) throws ProtocolException {
    try {
      JsonNode json = JSON.readTree(text);
      return switch (Fields.text(json, "type")) {
        case "read" ->
            new ExchangeMessage.Read(
                Fields.host(json), Fields.path(json, "path"), ConditionsCodec.read(json));
        case "opened" -> new ExchangeMessage.Opened(Fields.state(json));
        case "problem" -> new ExchangeMessage.Failed(ProblemCodec.read(json));
        case "done" -> new ExchangeMessage.Done();
        case "write-tree" ->
            new ExchangeMessage.WriteTree(Fields.host(json), WriteCodec.readTreeWrite(json));
        case "write" -> new ExchangeMessage.Write(Fields.host(json), WriteCodec.readWrite(json));
        case "write-part" ->
            new ExchangeMessage.WritePart(Fields.host(json), WriteCodec.readPartWrite(json));
        case "ask-held" ->
            new ExchangeMessage.AskHeld(Fields.host(json), WriteCodec.readUpload(json));
        case "held" -> new ExchangeMessage.Held(Fields.size(json, "bytes"));
        case "ready" -> new ExchangeMessage.Ready();
        case "end" -> new ExchangeMessage.End();
        case "broken" -> new ExchangeMessage.Broken();
        case "edit" -> new ExchangeMessage.Edit(Fields.host(json), EditCodec.read(json));
        case "written" -> new ExchangeMessage.Written(WriteCodec.readWritten(json));
        case "space" -> new ExchangeMessage.AskSpace(Fields.host(json));
        case "room" ->
            new ExchangeMessage.Room(
                new Space(Fields.size(json, "available"), Fields.size(json, "used")));
        case "long" -> new ExchangeMessage.Announcement(length(json));
        default -> throw new IllegalArgumentException("an unknown type");
      };
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw Fields.violation(e);
    }
  }

  private static int length(JsonNode json) {
    long bytes = Fields.size(json, "bytes");
    if (bytes > EncodedMessage.LONGEST) {
      throw new IllegalArgumentException("a message is not so long");
    }
    return (int) bytes;
  }
}
