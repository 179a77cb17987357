package org.synchronode.ws.feed;

import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Consumer;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Presence;
import org.synchronode.domain.user.UserName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said on a browser's socket, as JSON. */
final class FeedText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(4).maxTokenCount(64).build())
          .build();
  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private FeedText() {}

  /** What a browser asks for. */
  sealed interface Request {
    record Register() implements Request {}

    record Subscribe(String path) implements Request {}

    record Unsubscribe(String path) implements Request {}

    /** Nothing that is understood here. */
    record Unknown() implements Request {}
  }

  static Request read(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      String path = tree.path("path").stringValue("");
      return switch (tree.path("type").stringValue("")) {
        case "register" -> new Request.Register();
        case "subscribe" -> new Request.Subscribe(path);
        case "unsubscribe" -> new Request.Unsubscribe(path);
        default -> new Request.Unknown();
      };
    } catch (JacksonException _) {
      return new Request.Unknown();
    }
  }

  static String registered(Optional<UserName> user, String node) {
    return object(
        "registered",
        json -> {
          json.writeName("user");
          user.ifPresentOrElse(name -> json.writeString(name.value()), json::writeNull);
          json.writeStringProperty("node", node);
        });
  }

  static String subscribed(String path, Optional<Revision> revision) {
    return object(
        "subscribed",
        json -> {
          json.writeStringProperty("path", path);
          revision.ifPresent(r -> json.writeStringProperty("revision", r.toString()));
        });
  }

  /** About a path and nothing else: unsubscribed, reload, gone, hosts. */
  static String about(String type, String path) {
    return object(type, json -> json.writeStringProperty("path", path));
  }

  static String error(String path, String code, String message) {
    return object(
        "error",
        json ->
            json.writeStringProperty("path", path)
                .writeStringProperty("code", code)
                .writeStringProperty("message", message));
  }

  static String presence(HostId host, String name, Presence presence) {
    return object(
        "presence",
        json ->
            json.writeStringProperty("host", host.value())
                .writeStringProperty("name", name)
                .writeBooleanProperty("online", presence instanceof Presence.Online)
                .writeStringProperty("since", presence.since().toString()));
  }

  static String changed(String path, FolderWatch.News.Changes news) {
    return object(
        "changed",
        json -> {
          json.writeStringProperty("path", path)
              .writeStringProperty("revision", news.to().toString())
              .writeArrayPropertyStart("changes");
          news.changes().forEach(told -> write(told, json));
          json.writeEndArray();
        });
  }

  private static void write(FolderWatch.Told told, JsonGenerator json) {
    Entry entry = told.entry();
    json.writeStartObject()
        .writeStringProperty(
            "change",
            switch (told) {
              case FolderWatch.Told.Added _ -> "added";
              case FolderWatch.Told.Changed _ -> "changed";
              case FolderWatch.Told.Removed _ -> "removed";
            })
        .writeStringProperty("name", entry.name().value())
        .writeStringProperty("kind", entry instanceof FileEntry ? "file" : "folder")
        .writeStringProperty("modified", entry.modified().toString());
    if (entry instanceof FileEntry file) {
      json.writeNumberProperty("size", file.size())
          .writeStringProperty("etag", file.state().etag().quoted());
    }
    json.writeEndObject();
  }

  private static String object(String type, Consumer<JsonGenerator> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject().writeStringProperty("type", type);
      fields.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }
}
