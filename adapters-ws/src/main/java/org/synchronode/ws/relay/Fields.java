package org.synchronode.ws.relay;

import java.net.ProtocolException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads fields of a message. What is read must be there. */
final class Fields {
  private Fields() {}

  /** A field that is a text, or {@link IllegalArgumentException}. */
  static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isString()) {
      throw new IllegalArgumentException(field + " is a text");
    }
    return value.asString();
  }

  /** A field that is a whole number, or {@link IllegalArgumentException}. */
  static long number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(field + " is a whole number");
    }
    return value.asLong();
  }

  /** A field that is a number of bytes, or {@link IllegalArgumentException}. */
  static long size(JsonNode json, String field) {
    long size = number(json, field);
    if (size < 0) {
      throw new IllegalArgumentException(field + " is not negative");
    }
    return size;
  }

  /** A field that is a truth value, or {@link IllegalArgumentException}. */
  static boolean truth(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(field + " is true or false");
    }
    return value.asBoolean();
  }

  /** A field that is an object, or {@link IllegalArgumentException}. */
  static JsonNode object(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isObject()) {
      throw new IllegalArgumentException(field + " is an object");
    }
    return value;
  }

  /** A field that is a list of at most so many, or {@link IllegalArgumentException}. */
  static <T> List<T> list(JsonNode json, String field, int most, Function<JsonNode, T> item) {
    JsonNode value = json.path(field);
    if (!value.isArray() || value.size() > most) {
      throw new IllegalArgumentException(field + " is a list of at most " + most);
    }
    List<T> items = new ArrayList<>(value.size());
    value.forEach(each -> items.add(item.apply(each)));
    return items;
  }

  static HostId host(JsonNode json) {
    return new HostId(text(json, "host"));
  }

  static void putPath(EntryPath path, ObjectNode json, String field) {
    ArrayNode names = json.putArray(field);
    path.names().forEach(name -> names.add(name.value()));
  }

  static EntryPath path(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isArray()) {
      throw new IllegalArgumentException(field + " is an array");
    }
    List<EntryName> names = new ArrayList<>(value.size());
    value.forEach(name -> names.add(new EntryName(name.asString())));
    return new EntryPath(names);
  }

  static void putState(FileState state, ObjectNode json) {
    json.put("id", Long.toString(state.id().value()))
        .put("version", state.version().toString())
        .put("size", state.size())
        .put("modified", state.modified().toString());
  }

  static FileState state(JsonNode json) {
    return new FileState(
        new EntryId(Long.parseLong(text(json, "id"))),
        Revision.parse(text(json, "version")),
        size(json, "size"),
        Instant.parse(text(json, "modified")));
  }

  static ProtocolException violation(Exception cause) {
    ProtocolException violation = new ProtocolException("not a message of an exchange");
    violation.initCause(cause);
    return violation;
  }
}
