package org.synchronode.ws.protocol;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** CBOR that a peer sent, read strictly from one value to the next. */
final class CborFields implements AutoCloseable {
  private final JsonParser parser;

  /** Whether the current token was looked at and not yet taken. */
  private boolean held;

  CborFields(JsonParser parser) {
    this.parser = parser;
  }

  private void take(JsonToken expected) {
    JsonToken found = held ? parser.currentToken() : parser.nextToken();
    held = false;
    if (found != expected) {
      throw new ProtocolException(expected + " expected in a part");
    }
  }

  void beginArray() {
    take(JsonToken.START_ARRAY);
  }

  void endArray() {
    take(JsonToken.END_ARRAY);
  }

  /** Whether another element follows; if none does, the array is left. */
  boolean nextElement() {
    held = parser.nextToken() != JsonToken.END_ARRAY;
    return held;
  }

  String text() {
    take(JsonToken.VALUE_STRING);
    return parser.getString();
  }

  long number() {
    take(JsonToken.VALUE_NUMBER_INT);
    return parser.getLongValue();
  }

  boolean flag() {
    JsonToken found = parser.nextToken();
    if (found != JsonToken.VALUE_TRUE && found != JsonToken.VALUE_FALSE) {
      throw new ProtocolException("true or false expected in a part");
    }
    return found == JsonToken.VALUE_TRUE;
  }

  /** Nothing may follow. */
  void end() {
    if (parser.nextToken() != null) {
      throw new ProtocolException("a part is one value");
    }
  }

  @Override
  public void close() {
    parser.close();
  }
}
