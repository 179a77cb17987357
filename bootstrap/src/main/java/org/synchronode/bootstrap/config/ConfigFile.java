package org.synchronode.bootstrap.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A config.js: evaluated in a sandbox, its keys checked. Evaluating what is not {@linkplain
 * PlainConfig plain} takes about a second and is bounded by 100,000 statements, 15 seconds and, for
 * memory, only by the heap: do it before anything is served.
 */
public final class ConfigFile {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(15);
  private static final long LARGEST = 1024L * 1024;

  private final Surroundings surroundings;
  private final Duration timeLimit;

  public ConfigFile(Surroundings surroundings) {
    this(surroundings, TIME_LIMIT);
  }

  ConfigFile(Surroundings surroundings, Duration timeLimit) {
    this.surroundings = surroundings;
    this.timeLimit = timeLimit;
  }

  /**
   * The values that {@code file} exports; a key that is undefined or null is left out.
   *
   * @throws ConfigException where the file can't be read or evaluated, or has a key that is unknown
   *     or not built yet
   */
  Map<ConfigKey, Given> read(Path file) {
    String label = label(file);
    String source = source(file, label);
    Map<String, GivenValue> exported =
        PlainConfig.read(source)
            .orElseGet(
                () -> new ConfigSandbox(surroundings, timeLimit).evaluate(file, label, source));
    Map<ConfigKey, Given> given = new EnumMap<>(ConfigKey.class);
    Path folder = file.toAbsolutePath().normalize().getParent();
    exported.forEach(
        (key, value) -> {
          String where = at(label, source, key) + ": '" + key + "'";
          ConfigKey known = ConfigKey.named(key).orElseThrow(() -> refused(where, key));
          given.put(
              known,
              new Given(where, folder == null ? surroundings.currentFolder() : folder, value));
        });
    return given;
  }

  /** How messages name the file: as short as it is clear. */
  String label(Path file) {
    Path current = surroundings.currentFolder();
    return file.startsWith(current) ? current.relativize(file).toString() : file.toString();
  }

  private static String source(Path file, String label) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new ConfigException(label + ": is larger than 1 MiB; that can't be a config file");
      }
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ConfigException(label + ": is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw new ConfigException(
          label
              + ": can't be read: "
              + (Files.isDirectory(file) ? "it is a folder" : e.toString()));
    }
  }

  private static ConfigException refused(String where, String key) {
    if (ConfigKey.NOT_BUILT_YET.contains(key)) {
      return new ConfigException(
          where + " is designed but not built yet in this version; remove it");
    }
    List<String> names =
        Stream.concat(
                Arrays.stream(ConfigKey.values()).map(ConfigKey::key),
                ConfigKey.NOT_BUILT_YET.stream())
            .toList();
    String advice =
        NearestName.to(key, names)
            .map(near -> "did you mean '" + near + "'?")
            .orElse(
                "remove it; known are "
                    + String.join(", ", names.subList(0, ConfigKey.values().length)));
    return new ConfigException(where + " is unknown; " + advice);
  }

  private static String at(String label, String source, String key) {
    OptionalInt line = lineOf(key, source);
    return line.isPresent() ? label + ":" + line.getAsInt() : label;
  }

  /**
   * The engine doesn't tell where a key was set, so look for it; two places that look alike are no
   * answer.
   */
  private static OptionalInt lineOf(String key, String source) {
    Pattern form =
        Pattern.compile(
            "(?m)^(?!\\s*(//|\\*)).*?(?<![\\w$.])([\"']?)" + Pattern.quote(key) + "\\2\\s*:");
    List<MatchResult> found = form.matcher(source).results().toList();
    return found.size() == 1
        ? OptionalInt.of(1 + (int) source.substring(0, found.getFirst().end()).lines().count() - 1)
        : OptionalInt.empty();
  }
}
