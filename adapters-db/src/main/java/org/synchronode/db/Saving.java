package org.synchronode.db;

/** When what is committed goes to the file, from where it survives {@code kill -9}. */
enum Saving {
  /**
   * Before the commit returns. The file grows by some 28 KB a commit until it is closed, so nothing
   * frequent belongs there.
   */
  EACH_COMMIT,

  /** At the latest half a second later, all commits of that time together. */
  GROUPED
}
