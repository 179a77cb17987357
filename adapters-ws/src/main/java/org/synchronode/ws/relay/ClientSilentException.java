package org.synchronode.ws.relay;

import java.io.IOException;

/** The master is there, and has had nothing from its client for longer than a write waits. */
final class ClientSilentException extends IOException {
  private static final long serialVersionUID = 1L;

  ClientSilentException() {
    super("no bytes in time");
  }
}
