package org.synchronode.db;

/** When a change that is committed is safe from a crash. Safe for use by several threads. */
@FunctionalInterface
public interface Durability {

  /** With all others of the same half second: what is lost then is received or scanned again. */
  Durability SOON = () -> {};

  /**
   * Waits until everything that is committed now is on the device.
   *
   * @throws StoreException when it can't be written
   */
  void await();
}
