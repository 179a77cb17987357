package org.synchronode.bootstrap.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Finds out how the node is meant to run. What the command line says wins over the environment,
 * that over config.js, that over the defaults. A variable of the environment that is empty counts
 * as not set; an option that is empty counts as given.
 */
public final class ReadSettings {
  private static final String CONFIG_VARIABLE = "SYNCHRONODE_CONFIG";
  private static final String DEFAULT_FILE = "config.js";

  private final Surroundings surroundings;

  public ReadSettings(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * All settings, for a node that is about to start.
   *
   * @throws ConfigException with the first thing that is wrong
   */
  public Settings from(GivenOptions options) {
    Path file = configFile(options);
    Map<ConfigKey, Given> given = given(options, file);
    if (!Files.exists(file) && !given.containsKey(ConfigKey.SHARE_ROOT)) {
      throw new ConfigException(
          new ConfigFile(surroundings).label(file)
              + ": does not exist; create it, or give --share DIR to run without it");
    }
    return new SettingsReader(surroundings, file, given).settings();
  }

  /**
   * Only the dataDir, for a command that talks to a node that runs already. A config file that does
   * not exist is no error.
   *
   * @throws ConfigException where the config file or the dataDir is wrong
   */
  public Path dataDir(GivenOptions options) {
    Path file = configFile(options);
    return new SettingsReader(surroundings, file, given(options, file)).dataDir();
  }

  /** The config file that counts, absolute, whether it exists or not. */
  public Path configFile(GivenOptions options) {
    String named =
        options.configFile().orElse(surroundings.environment().getOrDefault(CONFIG_VARIABLE, ""));
    if (named.isEmpty()) {
      return surroundings.applicationRoot().resolve(DEFAULT_FILE);
    }
    try {
      return surroundings.currentFolder().resolve(named).normalize();
    } catch (InvalidPathException e) {
      throw new ConfigException("--config " + OneLine.quoted(named) + " is no path of a file");
    }
  }

  private Map<ConfigKey, Given> given(GivenOptions options, Path file) {
    Map<ConfigKey, Given> given = new EnumMap<>(ConfigKey.class);
    if (Files.exists(file)) {
      given.putAll(new ConfigFile(surroundings).read(file));
    }
    for (ConfigKey key : ConfigKey.values()) {
      key.variable()
          .ifPresent(
              variable -> {
                String line = surroundings.environment().getOrDefault(variable, "");
                if (!line.isEmpty()) {
                  given.put(
                      key,
                      new Given(
                          variable, surroundings.currentFolder(), GivenValue.ofLine(key, line)));
                }
              });
    }
    options
        .values()
        .forEach(
            (key, option) ->
                given.put(
                    key,
                    new Given(
                        option.name(),
                        surroundings.currentFolder(),
                        GivenValue.ofLine(key, option.value()))));
    return given;
  }
}
