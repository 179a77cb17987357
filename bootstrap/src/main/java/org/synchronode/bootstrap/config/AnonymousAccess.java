package org.synchronode.bootstrap.config;

/** What somebody who has not logged in may do. */
public enum AnonymousAccess {
  /** Nothing. The default. */
  NONE("none"),
  /** Read. */
  READ("r");

  private final String key;

  AnonymousAccess(String key) {
    this.key = key;
  }

  /** As it is written in config.js. */
  public String key() {
    return key;
  }
}
