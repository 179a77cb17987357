package org.synchronode.ws.frames;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A wire over a plain socket, with or without TLS above it.
 *
 * @param transport the TCP socket below TLS: closing a TLS socket waits for a blocked writer,
 *     closing this one wakes it
 */
record SocketWire(InputStream input, OutputStream output, Socket transport) implements Wire {
  @Override
  public void cut() {
    try {
      transport.close();
    } catch (IOException e) {
      // It was being dropped anyway, and the system frees a socket even when closing it fails.
    }
  }
}
