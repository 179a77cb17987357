package org.synchronode.ws.frames;

import io.helidon.common.socket.HelidonSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A wire over a TLS connection of the web server.
 *
 * <p>Closing Helidon's socket from another thread waits for a blocked writer: it shuts the output
 * down first, which takes the writer's lock. So cutting means interrupting whoever is inside, and
 * closing afterwards.
 */
final class HelidonWire implements Wire {
  private final HelidonSocket socket;
  private final Occupant reader = new Occupant();
  private final Occupant writer = new Occupant();
  private final InputStream input;
  private final OutputStream output;

  private HelidonWire(HelidonSocket socket, Socket below) throws IOException {
    this.socket = socket;
    this.input = new Input(below.getInputStream());
    this.output = new Output(below.getOutputStream());
  }

  /** Without TLS the web server's part in it is over. */
  static Wire over(HelidonSocket socket) throws IOException {
    Socket below = HelidonSockets.below(socket);
    return socket.isSecure() ? new HelidonWire(socket, below) : SocketWire.plain(below);
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public boolean limitReads(int millis) {
    return false;
  }

  @Override
  public void cut() {
    reader.evict();
    writer.evict();
    Thread.ofVirtual().name("channel-cut").start(this::close);
  }

  private void close() {
    // The goodbye of TLS is a write, which must not block on a peer that does not read.
    Thread.currentThread().interrupt();
    try {
      socket.close();
    } catch (RuntimeException e) {
      // Closed already, by the interrupt of its reader or writer.
    }
  }

  private final class Input extends InputStream {
    private final InputStream in;

    Input(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      reader.enter();
      try {
        return in.read(buffer, offset, length);
      } finally {
        reader.leave();
      }
    }
  }

  private final class Output extends OutputStream {
    private final OutputStream out;

    Output(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writer.enter();
      try {
        out.write(bytes, offset, length);
      } finally {
        writer.leave();
      }
    }
  }
}
