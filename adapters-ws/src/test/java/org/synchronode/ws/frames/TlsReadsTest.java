package org.synchronode.ws.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads under TLS that run out of time in the middle of records: nothing is lost by that. */
class TlsReadsTest {
  private static final Duration PATIENCE = Duration.ofMillis(3);
  private static final int LENGTH = 40_000;

  @TempDir Path folder;
  private final Random random = new Random(20_261_124);
  private final Semaphore nextPiece = new Semaphore(0);
  private volatile boolean inPieces;

  @Test
  void aRecordThatComesInPiecesIsReadAcrossTimeouts() throws Exception {
    SSLContext tls = TestCertificate.forLocalhost(folder);
    byte[] sent = new byte[LENGTH];
    random.nextBytes(sent);
    byte[] read = new byte[LENGTH];
    int timeouts;
    try (ServerSocket server =
            tls.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket between = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> quietly(() -> answer(server, sent)));
      Thread.startVirtualThread(() -> quietly(() -> passOn(between, server.getLocalPort())));
      try (Socket transport = new Socket(between.getInetAddress(), between.getLocalPort());
          SSLSocket socket =
              (SSLSocket) tls.getSocketFactory().createSocket(transport, "localhost", 0, true)) {
        socket.startHandshake();
        inPieces = true;
        socket.getOutputStream().write(1);
        timeouts = read(SocketWire.over(socket, transport), read);
      }
    }

    assertThat(read).isEqualTo(sent);
    assertThat(timeouts).isGreaterThan(20);
  }

  /** Returns how often time ran out; each time, some more is let through. */
  private int read(Wire wire, byte[] into) throws IOException {
    PatientInput input = new PatientInput(wire.input(), wire::limitReads);
    int timeouts = 0;
    int at = 0;
    while (at < into.length) {
      try {
        int count = input.read(into, at, into.length - at, Deadline.in(PATIENCE, false));
        assertThat(count).isPositive();
        at += count;
      } catch (SocketTimeoutException _) {
        timeouts++;
        assertThat(timeouts).as("what was sent has come by now").isLessThan(LENGTH);
        nextPiece.release();
      }
    }
    return timeouts;
  }

  private static void answer(ServerSocket server, byte[] bytes) throws IOException {
    try (Socket socket = server.accept()) {
      int _ = socket.getInputStream().read();
      socket.getOutputStream().write(bytes);
      // Until the client is done.
      int _ = socket.getInputStream().read();
    }
  }

  private void passOn(ServerSocket between, int port) throws IOException {
    try (Socket client = between.accept();
        Socket server = new Socket(between.getInetAddress(), port)) {
      Thread.startVirtualThread(
          () -> quietly(() -> client.getInputStream().transferTo(server.getOutputStream())));
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] piece = new byte[700];
      int count;
      while ((count = in.read(piece, 0, inPieces ? 1 + random.nextInt(700) : 700)) > 0) {
        if (inPieces) {
          nextPiece.acquireUninterruptibly();
        }
        out.write(piece, 0, count);
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void quietly(Work work) {
    try {
      work.run();
    } catch (IOException _) {
      // The client is done.
    }
  }
}
