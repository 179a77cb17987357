package org.synchronode.application.files;

import java.io.IOException;

/** A client's bytes ended before their end. None of them gets into the share. */
public final class BodyBroken extends IOException {
  private static final long serialVersionUID = 1L;

  public BodyBroken(String message) {
    super(message);
  }

  public BodyBroken(String message, Throwable cause) {
    super(message, cause);
  }
}
