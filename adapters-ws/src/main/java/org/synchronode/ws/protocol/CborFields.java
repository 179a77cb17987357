package org.synchronode.ws.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  private @Nullable JsonToken next() {
    JsonToken next = held ? parser.currentToken() : parser.nextToken();
    held = false;
    return next;
  }

  private void take(JsonToken expected) {
    if (next() != expected) {
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

  /**
   * An array of at most so many elements.
   *
   * @param reader takes one element
   */
  <T> List<T> list(int most, Function<CborFields, T> reader) {
    List<T> read = new ArrayList<>();
    beginArray();
    while (nextElement()) {
      if (read.size() == most) {
        throw new ProtocolException("a list of at most " + most + " elements expected");
      }
      read.add(reader.apply(this));
    }
    return read;
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
    JsonToken found = next();
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
