package org.synchronode.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a config file that is nothing but {@code module.exports = { … }} with literals in it, as
 * most are: starting the JavaScript engine takes longer than all the rest of a start. Whatever it
 * does not know for certain is left to the {@link ConfigSandbox}, also what is wrong.
 */
final class PlainConfig {
  private static final int LONGEST_ARRAY = 1000;
  private static final Pattern BLANK =
      Pattern.compile("[ \t\r\n]+|//[^\r\n\u2028\u2029]*|/\\*(?s:.*?)\\*/");
  private static final Pattern KEY = Pattern.compile("([\"']?)([A-Za-z][A-Za-z0-9]*)\\1");
  private static final Pattern TEXT =
      Pattern.compile("\"[^\"\\\\\r\n\u2028\u2029]*\"|'[^'\\\\\r\n\u2028\u2029]*'");
  private static final Pattern WHOLE = Pattern.compile("(?:0|[1-9][0-9]{0,8})(?![A-Za-z0-9_$.])");
  private static final Pattern FLAG = Pattern.compile("(?:true|false)(?![A-Za-z0-9_$])");

  private final String source;
  private int at;

  private PlainConfig(String source) {
    this.source = source;
  }

  /** What it exports, in its own order; nothing where the engine has to say it. */
  static Optional<Map<String, GivenValue>> read(String source) {
    try {
      return Optional.of(new PlainConfig(source).file());
    } catch (NotPlainException _) {
      return Optional.empty();
    }
  }

  private Map<String, GivenValue> file() throws NotPlainException {
    require(next("module") && next(".") && next("exports") && next("="));
    Map<String, GivenValue> values = object(true);
    boolean _ = next(";");
    skipBlank();
    require(at == source.length());
    return values;
  }

  private Map<String, GivenValue> object(boolean outermost) throws NotPlainException {
    require(next("{"));
    Map<String, GivenValue> members = new LinkedHashMap<>();
    while (!next("}")) {
      String key = match(KEY).orElseThrow(NotPlainException::new).group(2);
      require(next(":") && !members.containsKey(key));
      members.put(key, outermost && next("[") ? array() : single());
      if (!next(",")) {
        require(next("}"));
        break;
      }
    }
    return members;
  }

  private GivenValue array() throws NotPlainException {
    List<String> texts = new ArrayList<>();
    List<Map<String, GivenValue>> objects = new ArrayList<>();
    while (!next("]")) {
      Optional<String> text = text();
      if (text.isPresent()) {
        texts.add(text.get());
      } else {
        objects.add(object(false));
      }
      if (!next(",")) {
        require(next("]"));
        break;
      }
    }
    require(texts.isEmpty() || objects.isEmpty());
    require(texts.size() <= LONGEST_ARRAY && objects.size() <= LONGEST_ARRAY);
    return objects.isEmpty()
        ? new GivenValue.Texts(List.copyOf(texts))
        : new GivenValue.Objects(List.copyOf(objects));
  }

  private GivenValue single() throws NotPlainException {
    Optional<GivenValue> value = text().map(GivenValue.Text::new);
    if (value.isEmpty()) {
      value = match(WHOLE).map(found -> new GivenValue.Whole(Integer.parseInt(found.group())));
    }
    if (value.isEmpty()) {
      value = match(FLAG).map(found -> new GivenValue.Flag(Boolean.parseBoolean(found.group())));
    }
    return value.orElseThrow(NotPlainException::new);
  }

  private Optional<String> text() {
    return match(TEXT).map(Matcher::group).map(it -> it.substring(1, it.length() - 1));
  }

  private boolean next(String token) {
    skipBlank();
    if (!source.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
  }

  private Optional<Matcher> match(Pattern pattern) {
    skipBlank();
    Matcher matcher = from(pattern);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher);
  }

  private void skipBlank() {
    for (Matcher blank = from(BLANK); blank.lookingAt(); blank.region(at, source.length())) {
      at = blank.end();
    }
  }

  private Matcher from(Pattern pattern) {
    return pattern.matcher(source).region(at, source.length()).useTransparentBounds(true);
  }

  private static void require(boolean plain) throws NotPlainException {
    if (!plain) {
      throw new NotPlainException();
    }
  }

  private static final class NotPlainException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
