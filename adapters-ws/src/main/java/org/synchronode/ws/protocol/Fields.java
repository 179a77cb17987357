package org.synchronode.ws.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.synchronode.domain.host.HostId;
import tools.jackson.databind.JsonNode;

/** A JSON object that a peer sent, read strictly. Fields that nobody asks for are passed over. */
final class Fields {
  private static final int LONGEST_TEXT = 4096;

  private final JsonNode object;

  Fields(JsonNode node) {
    if (!node.isObject()) {
      throw new ProtocolException("a JSON object expected");
    }
    this.object = node;
  }

  boolean has(String name) {
    return object.has(name);
  }

  String text(String name) {
    return text(name, LONGEST_TEXT);
  }

  /** A text of at most so many characters. */
  String text(String name, int most) {
    JsonNode value = object.path(name);
    if (!value.isString() || value.stringValue().length() > most) {
      throw new ProtocolException("field '" + name + "' is no text, or too long a one");
    }
    return value.stringValue();
  }

  /** A text of a form that {@code reader} checks by {@link IllegalArgumentException}. */
  <T> T value(String name, Function<String, T> reader) {
    String text = text(name);
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("field '" + name + "': " + e.getMessage());
    }
  }

  HostId host() {
    return value("host", HostId::new);
  }

  long number(String name, long least, long most) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new ProtocolException("field '" + name + "' is no whole number");
    }
    long number = value.longValue();
    if (number < least || number > most) {
      throw new ProtocolException("field '" + name + "' is out of its bounds");
    }
    return number;
  }

  int integer(String name, int least, int most) {
    return (int) number(name, least, most);
  }

  boolean flag(String name) {
    JsonNode value = object.path(name);
    if (!value.isBoolean()) {
      throw new ProtocolException("field '" + name + "' is neither true nor false");
    }
    return value.booleanValue();
  }

  <T> List<T> list(String name, int most, Function<Fields, T> reader) {
    JsonNode value = object.path(name);
    if (!value.isArray() || value.size() > most) {
      throw new ProtocolException("field '" + name + "' is no list, or too long a one");
    }
    List<T> read = new ArrayList<>(value.size());
    for (JsonNode element : value) {
      read.add(reader.apply(new Fields(element)));
    }
    return read;
  }
}
