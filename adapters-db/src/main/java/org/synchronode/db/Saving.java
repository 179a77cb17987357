package org.synchronode.db;

/** When what is committed goes to the file, from where it survives {@code kill -9}. */
enum Saving {
  /**
   * Before the commit returns. The file grows by some 28 KB a commit until it is closed, so nothing
   * frequent belongs there.
   */
  EACH_COMMIT("WRITE_DELAY=0"),

  /** At the latest half a second later, all commits of that time together. */
  GROUPED("WRITE_DELAY=" + Integer.MAX_VALUE);

  /** Of H2, which with either of them does not save in the background by itself. */
  private final String setting;

  Saving(String setting) {
    this.setting = setting;
  }

  String setting() {
    return setting;
  }
}
