package org.synchronode.application.users;

/**
 * A memory-hard hash of passwords. Slow on purpose: tens of milliseconds a call, and few at a time,
 * so that strangers can't take all memory and processors. Safe for use by several threads.
 */
public interface PasswordHashes {

  /** A salted hash that says itself how it was made. */
  String hash(String password);

  /**
   * One that no password matches, and that takes as long to compare with as any other; itself made
   * at once.
   */
  String ofNobody();

  /** Whether the hash was made of this password; false for a hash that can't be read. */
  boolean matches(String password, String hash);
}
