package org.synchronode.db.catalogue;

/** A delta does not fit the list: what was done of it is undone. */
final class Contradiction extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Contradiction(String reason) {
    super(reason);
  }
}
