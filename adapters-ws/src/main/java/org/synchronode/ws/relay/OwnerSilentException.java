package org.synchronode.ws.relay;

import java.io.IOException;

/** The owner is connected, and said nothing for longer than an exchange waits. */
final class OwnerSilentException extends IOException {
  private static final long serialVersionUID = 1L;

  OwnerSilentException() {
    super("no answer in time");
  }
}
