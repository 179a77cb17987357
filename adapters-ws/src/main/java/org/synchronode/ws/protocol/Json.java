package org.synchronode.ws.protocol;

import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.function.Function;
import org.synchronode.domain.property.DeadProperty;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON texts, written and strictly read. */
final class Json {
  /** A hello with the most hosts has fewer; a text of nothing but brackets has more. */
  private static final int MOST_TOKENS = 300_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(6)
                  .maxStringLength(DeadProperty.LONGEST)
                  .maxNameLength(64)
                  .maxNumberLength(32)
                  .maxTokenCount(MOST_TOKENS)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /** One object, with a type. */
  static String object(String type, Consumer<JsonGenerator> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject().writeStringProperty("type", type);
      fields.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * Reads one object.
   *
   * @param reader may throw {@link IllegalArgumentException} for what the words of the domain don't
   *     allow
   * @throws ProtocolException for everything that is not what the reader expects
   */
  static <T> T read(String text, int longest, Function<Fields, T> reader) {
    if (text.length() > longest) {
      throw new ProtocolException("a message of at most " + longest + " characters expected");
    }
    try {
      JsonNode tree = MAPPER.readTree(text);
      return reader.apply(new Fields(tree));
    } catch (StreamConstraintsException e) {
      throw new ProtocolException("JSON that is too deep or too large");
    } catch (JacksonException e) {
      // Its message would quote the text, which may hold a token.
      throw new ProtocolException("not well-formed JSON");
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("not allowed: " + e.getMessage());
    }
  }

  static ProtocolException unknownType(String type) {
    return new ProtocolException("unknown message type '" + type + "'");
  }
}
