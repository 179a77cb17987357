package org.synchronode.bootstrap.config;

import java.util.Locale;

/** Which new hosts a master takes in. */
public enum Registration {
  /**
   * A join code is enough; without one the host waits until an administrator approves it. The
   * default.
   */
  APPROVE,
  /** Only with a join code. */
  CODE,
  /** Everybody. */
  OPEN,
  /** Nobody. */
  CLOSED;

  /** As it is written in config.js. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
