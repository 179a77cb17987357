package org.synchronode.db;

/** The store's file is not what H2 wrote there, or only a part of it. */
final class DamagedStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  DamagedStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
