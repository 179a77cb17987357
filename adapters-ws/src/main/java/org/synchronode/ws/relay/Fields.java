package org.synchronode.ws.relay;

import java.net.ProtocolException;
import tools.jackson.databind.JsonNode;

/** Reads fields of a message that must be there. */
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

  /** A field that is a truth value, or {@link IllegalArgumentException}. */
  static boolean truth(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(field + " is true or false");
    }
    return value.asBoolean();
  }

  static ProtocolException violation(Exception cause) {
    ProtocolException violation = new ProtocolException("not a message of an exchange");
    violation.initCause(cause);
    return violation;
  }
}
