package org.synchronode.bootstrap.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of config.js that this version knows, with the environment variables that override them.
 */
public enum ConfigKey {
  PORT("port", "SYNCHRONODE_PORT"),
  HOST("host", "SYNCHRONODE_HOST"),
  MASTER("master", "SYNCHRONODE_MASTER"),
  SHARE_ROOT("shareRoot", "SYNCHRONODE_SHARE"),
  FOLDERS("folders"),
  PERMISSIONS("permissions", "SYNCHRONODE_PERMISSIONS"),
  DURABILITY("durability", "SYNCHRONODE_DURABILITY"),
  NAME("name", "SYNCHRONODE_NAME"),
  DATA_DIR("dataDir", "SYNCHRONODE_DATA_DIR"),
  REGISTRATION("registration", "SYNCHRONODE_REGISTRATION"),
  ANONYMOUS("anonymous", "SYNCHRONODE_ANONYMOUS"),
  PUBLIC_URL("publicUrl", "SYNCHRONODE_PUBLIC_URL"),
  TRUSTED_PROXIES("trustedProxies", "SYNCHRONODE_TRUSTED_PROXIES"),
  INSECURE("insecure", "SYNCHRONODE_INSECURE"),
  JOIN_CODE("joinCode", "SYNCHRONODE_JOIN");

  /**
   * Keys that the design names and that nothing reads yet: to ignore them would promise what they
   * don't do.
   */
  static final List<String> NOT_BUILT_YET = List.of("store", "tls", "console", "sync");

  private final String key;
  private final Optional<String> variable;

  ConfigKey(String key) {
    this.key = key;
    this.variable = Optional.empty();
  }

  ConfigKey(String key, String variable) {
    this.key = key;
    this.variable = Optional.of(variable);
  }

  /** As it is written in config.js. */
  public String key() {
    return key;
  }

  /** The name of its environment variable; nothing where no line of text can say it. */
  public Optional<String> variable() {
    return variable;
  }

  static Optional<ConfigKey> named(String key) {
    return Arrays.stream(values()).filter(known -> known.key.equals(key)).findFirst();
  }

  /** True where the value is a list; on one line of text, commas separate its parts. */
  boolean isList() {
    return this == PUBLIC_URL || this == TRUSTED_PROXIES;
  }
}
