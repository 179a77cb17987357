package org.synchronode.bootstrap.config;

/**
 * The node can't start as it is configured. The message is one line for the person who configures
 * it: where, which key, what is wrong, what to do.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Any control character in the message is shown as a blank: values in it may come from anywhere.
   */
  public ConfigException(String message) {
    super(OneLine.of(message));
  }
}
