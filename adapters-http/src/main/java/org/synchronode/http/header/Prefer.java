package org.synchronode.http.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header {@code Prefer} (RFC 7240), as far as WebDAV uses it (RFC 8144).
 *
 * @param minimal whether to leave out what the client can do without ({@code return=minimal})
 * @param noRoot whether to leave out the asked collection itself ({@code depth-noroot})
 */
public record Prefer(boolean minimal, boolean noRoot) {
  /** Who prefers nothing. */
  public static final Prefer NOTHING = new Prefer(false, false);

  /**
   * Reads the header's lines, joined by commas. Of a preference that is there twice the first
   * counts (§2); from what can't be read on, all is ignored. Never throws.
   */
  public static Prefer parse(String text) {
    Map<String, String> preferences = new HashMap<>();
    FieldText field = new FieldText(text);
    boolean readable = true;
    while (readable) {
      field.run(c -> c == ' ' || c == '\t' || c == ',');
      String name = field.token().toLowerCase(Locale.ROOT);
      Optional<String> value = value(field);
      boolean parameters = value.isPresent();
      while (parameters && field.take(';')) {
        field.skipBlanks();
        field.token();
        parameters = value(field).isPresent();
      }
      readable = !name.isEmpty() && parameters && (field.atEnd() || field.isAt(','));
      if (readable) {
        preferences.putIfAbsent(name, value.get());
      }
    }
    return new Prefer(
        "minimal".equals(preferences.get("return")), preferences.containsKey("depth-noroot"));
  }

  /** What stands behind a name: empty if there is no value, nothing if it can't be read. */
  private static Optional<String> value(FieldText field) {
    Optional<String> value = Optional.of("");
    field.skipBlanks();
    if (field.take('=')) {
      field.skipBlanks();
      value = field.isAt('"') ? field.quoted() : Optional.of(field.token());
      field.skipBlanks();
    }
    return value;
  }

  /** The value of {@code Preference-Applied} (§3), when these were; nothing when there are none. */
  public Optional<String> applied() {
    List<String> names = new ArrayList<>();
    if (minimal) {
      names.add("return=minimal");
    }
    if (noRoot) {
      names.add("depth-noroot");
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
  }
}
