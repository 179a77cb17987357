package org.synchronode.vfs;

/**
 * A share is not there at the moment, or is not the one that it was: an unmounted disk, another
 * disk at the same path. Nothing was changed in the list. The message is one line.
 */
public final class ShareUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  public ShareUnavailable(String message) {
    super(message);
  }

  public ShareUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
