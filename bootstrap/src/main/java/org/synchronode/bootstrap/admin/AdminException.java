package org.synchronode.bootstrap.admin;

/**
 * A command of the administration can't be done. The message is one line for the administrator; it
 * crosses the socket.
 */
public final class AdminException extends Exception {
  private static final long serialVersionUID = 1L;

  public AdminException(String message) {
    super(message);
  }
}
