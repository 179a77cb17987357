package org.synchronode.application.share;

/** What others may do with the files of a folder. */
public enum Permission {
  /** Read them. The default. */
  READ("r"),
  /** Change them too. */
  READ_WRITE("rw");

  private final String key;

  Permission(String key) {
    this.key = key;
  }

  /** As people write it. */
  public String key() {
    return key;
  }
}
