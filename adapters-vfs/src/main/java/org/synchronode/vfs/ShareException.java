package org.synchronode.vfs;

/**
 * A share can't be opened. The message is one line for the person who wrote the configuration: what
 * was given, and what is wrong with it.
 */
public final class ShareException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ShareException(String message) {
    super(message);
  }

  public ShareException(String message, Throwable cause) {
    super(message, cause);
  }
}
