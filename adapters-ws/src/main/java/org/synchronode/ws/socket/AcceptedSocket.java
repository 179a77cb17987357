package org.synchronode.ws.socket;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A WebSocket that Helidon accepted. Two threads that send at once would mix their frames, so one
 * thread sends what others put into a bounded queue. Nobody waits for the peer: one that does not
 * read as fast as it is written to, or does not answer a close, is cut off. Safe for use by several
 * threads.
 */
public final class AcceptedSocket {
  private static final int MOST_WAITING = 1024;
  private static final long MOST_CHARACTERS_WAITING = 16L * 1024 * 1024;

  /** How long a peer may take to read what was sent before a close, and to answer it. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /** RFC 6455 §5.5: a control frame has at most 125 bytes, two of them the code. */
  private static final int MOST_REASON_BYTES = 123;

  private final WsSession session;
  private final Thread connection;
  private final Thread writer;
  private final BlockingQueue<Frame> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong characters = new AtomicLong();

  private sealed interface Frame {
    record Text(String text) implements Frame {}

    record Ping() implements Frame {}

    record Pong(BufferData payload) implements Frame {}

    record Close(int code, String reason) implements Frame {}
  }

  private AcceptedSocket(WsSession session, Thread connection) {
    this.session = session;
    this.connection = connection;
    this.writer = Thread.ofVirtual().name("ws-writer").unstarted(this::write);
  }

  /**
   * Takes over a socket. Called in {@code onOpen}, on the connection's own thread.
   *
   * @param gone called once, on a thread of its own, when the connection has ended. Helidon reports
   *     an abrupt loss neither by {@code onClose} nor by {@code onError}; but the connection's
   *     thread ends with it.
   */
  public static AcceptedSocket opened(WsSession session, Runnable gone) {
    AcceptedSocket socket = new AcceptedSocket(session, Thread.currentThread());
    socket.writer.start();
    Thread.ofVirtual().name("ws-watch").start(() -> socket.watch(gone));
    return socket;
  }

  private void watch(Runnable gone) {
    try {
      connection.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.interrupt();
    gone.run();
  }

  /** Sends a text, soon. */
  public void send(String text) {
    if (characters.addAndGet(text.length()) > MOST_CHARACTERS_WAITING) {
      cut();
    }
    offer(new Frame.Text(text));
  }

  /** Sends a ping, so that no proxy on the way takes the socket for dead. */
  public void ping() {
    offer(new Frame.Ping());
  }

  /** Answers a ping, which Helidon leaves to its listeners. */
  public void pong(BufferData payload) {
    offer(new Frame.Pong(BufferData.create(payload.readBytes())));
  }

  /**
   * Closes when all that was sent before has gone out, and the peer agrees; but soon in any case.
   */
  public void close(int code, String reason) {
    offer(new Frame.Close(code, shortened(reason)));
    Thread.ofVirtual().name("ws-closer").start(this::cutSoon);
  }

  private void cutSoon() {
    try {
      if (!connection.join(GRACE)) {
        cut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void offer(Frame frame) {
    if (!waiting.offer(frame)) {
      cut();
    }
  }

  /**
   * Ends the connection, whatever the peer does. The connection's thread is not interrupted: it may
   * be reading a database, whose files would not survive that. The writer touches nothing but the
   * socket, and under TLS it may hold a lock that closing would wait for.
   */
  public void cut() {
    writer.interrupt();
    Thread.ofVirtual().name("ws-cutter").start(this::closeTransport);
  }

  private void closeTransport() {
    if (session.socketContext() instanceof ConnectionContext context) {
      try {
        context.serverSocket().close();
      } catch (UncheckedIOException _) {
        // It is closed already.
      }
    }
  }

  /** Waits until the connection has ended, so long at most. */
  public boolean awaitEnd(Duration longest) throws InterruptedException {
    return connection.join(longest);
  }

  private void write() {
    try {
      while (true) {
        switch (waiting.take()) {
          case Frame.Text(String text) -> {
            session.send(text, true);
            characters.addAndGet(-text.length());
          }
          case Frame.Ping _ -> session.ping(BufferData.empty());
          case Frame.Pong(BufferData payload) -> session.pong(payload);
          case Frame.Close(int code, String reason) -> {
            session.close(code, reason);
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException _) {
      // The peer is gone, in one of the many ways that Helidon has to say so.
      cut();
    }
  }

  private static String shortened(String reason) {
    int end = reason.length();
    while (reason.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_REASON_BYTES) {
      end--;
    }
    return reason.substring(0, end);
  }
}
