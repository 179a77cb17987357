package org.synchronode.db;

import org.jooq.DSLContext;

/** Runs pieces of work in transactions. Safe for use by several threads. */
public interface Transactions {

  /** What is done in one transaction; it must be short. */
  @FunctionalInterface
  interface Work<T> {
    T in(DSLContext sql);
  }

  /** Reads, all of it as it stood at one moment, whatever is written meanwhile. */
  <T> T read(Work<T> work);

  /**
   * Makes sure, as far as can be told without writing, that something can be written.
   *
   * @throws StoreException when it can't
   */
  void requireRoom();

  /**
   * Reads and writes. Whatever the work throws undoes all of it.
   *
   * @throws org.jooq.exception.IntegrityConstraintViolationException when a row can't be
   */
  <T> T write(Work<T> work);
}
