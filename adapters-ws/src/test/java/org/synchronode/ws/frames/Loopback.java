package org.synchronode.ws.frames;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Two connected sockets on this machine. */
record Loopback(Socket near, Socket far) implements AutoCloseable {

  static Loopback open() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket near = new Socket(server.getInetAddress(), server.getLocalPort());
      near.setTcpNoDelay(true);
      return new Loopback(near, server.accept());
    }
  }

  static FramedSocket channel(Socket socket, Role role) throws IOException {
    return new FramedSocket(SocketWire.plain(socket), role, new byte[0], ChannelSocket.MAX_PAYLOAD);
  }

  @Override
  public void close() throws IOException {
    near.close();
    far.close();
  }
}
