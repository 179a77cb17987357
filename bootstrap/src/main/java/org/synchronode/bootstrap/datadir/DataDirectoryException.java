package org.synchronode.bootstrap.datadir;

/** The dataDir can't be used. The message is one line that names it and says what to do. */
public final class DataDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataDirectoryException(String message) {
    super(message);
  }
}
