package org.synchronode.bootstrap.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A value as somebody wrote it, before it is known whether the key can take it. */
sealed interface GivenValue {
  record Text(String text) implements GivenValue {}

  record Whole(int number) implements GivenValue {}

  record Flag(boolean on) implements GivenValue {}

  record Texts(List<String> texts) implements GivenValue {}

  /**
   * An array of objects.
   *
   * @param parts of each the members that are set, in their own order
   */
  record Objects(List<Map<String, GivenValue>> parts) implements GivenValue {}

  /** Something that no key takes. */
  record Other(String description) implements GivenValue {}

  /** For messages. */
  default String description() {
    return switch (this) {
      case Text(String text) -> "the text " + OneLine.quoted(text);
      case Whole(int number) -> "the number " + number;
      case Flag(boolean on) -> Boolean.toString(on);
      case Texts(List<String> texts) -> "a list of " + texts.size();
      case Objects(List<Map<String, GivenValue>> parts) -> "a list of " + parts.size();
      case Other(String description) -> description;
    };
  }

  /** What a line of text from the command line or the environment means for {@code key}. */
  static GivenValue ofLine(ConfigKey key, String line) {
    if (key.isList()) {
      return new Texts(
          Arrays.stream(line.split(","))
              .map(String::strip)
              .filter(part -> !part.isEmpty())
              .toList());
    }
    return switch (key) {
      case PORT -> line.matches("\\d{1,9}") ? new Whole(Integer.parseInt(line)) : new Text(line);
      case INSECURE ->
          line.equals("true") || line.equals("false")
              ? new Flag(line.equals("true"))
              : new Text(line);
      default -> new Text(line);
    };
  }
}
