package org.synchronode.ws.frames;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A wire over a socket, with or without TLS above it.
 *
 * @param socket what is read and written
 * @param transport the TCP socket below TLS, else the same: closing a TLS socket waits for a
 *     blocked writer, closing this one wakes it
 */
record SocketWire(Socket socket, Socket transport, InputStream input, OutputStream output)
    implements Wire {

  static SocketWire plain(Socket socket) throws IOException {
    return over(socket, socket);
  }

  static SocketWire over(Socket socket, Socket transport) throws IOException {
    return new SocketWire(socket, transport, socket.getInputStream(), socket.getOutputStream());
  }

  /** Under TLS a record that a timeout cuts in two is kept by the JDK, and read on from there. */
  @Override
  public boolean limitReads(int millis) throws IOException {
    socket.setSoTimeout(millis);
    return true;
  }

  @Override
  public void cut() {
    try {
      transport.close();
    } catch (IOException e) {
      // It was being dropped anyway, and the system frees a socket even when closing it fails.
    }
  }
}
