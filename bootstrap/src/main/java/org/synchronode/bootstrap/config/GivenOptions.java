package org.synchronode.bootstrap.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line says about the settings, as it was typed.
 *
 * @param configFile the value of {@code --config}
 * @param values each key with the option that it was given by
 */
public record GivenOptions(Optional<String> configFile, Map<ConfigKey, Option> values) {
  /**
   * One option as it was typed.
   *
   * @param name such as {@code --port}, for messages
   */
  public record Option(String name, String value) {}

  public GivenOptions {
    values = values.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(values));
  }

  public static GivenOptions none() {
    return new GivenOptions(Optional.empty(), Map.of());
  }
}
