package org.synchronode.ws.link;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.MasterMessage;
import org.synchronode.ws.protocol.MasterText;
import org.synchronode.ws.protocol.ProtocolException;
import org.synchronode.ws.protocol.SlaveMessage;
import org.synchronode.ws.protocol.SlaveText;

/**
 * The slave's end of one connection. One thread sends, and waits until what it sent is on its way;
 * what arrives goes to the mailbox.
 */
final class MasterSocket implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(30);
  private static final Duration CLOSE_WITHIN = Duration.ofMillis(300);

  private final WebSocket socket;
  private final Ear ear;
  private volatile Duration patience = CONNECT_WITHIN;

  private MasterSocket(WebSocket socket, Ear ear) {
    this.socket = socket;
    this.ear = ear;
  }

  /**
   * Connects.
   *
   * @param mailbox gets what the master says; connecting ends when it does
   */
  static MasterSocket connect(HttpClient http, MasterAddress master, Mailbox mailbox)
      throws IOException, InterruptedException {
    URI uri = master.link();
    Ear ear = new Ear(uri, mailbox);
    CompletableFuture<WebSocket> connecting =
        http.newWebSocketBuilder()
            .subprotocols(Bounds.SUBPROTOCOL)
            .connectTimeout(CONNECT_WITHIN)
            .buildAsync(uri, ear);
    try {
      CompletableFuture.anyOf(connecting, mailbox.whenEnded())
          .get(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      if (connecting.isDone()) {
        return new MasterSocket(connecting.get(), ear);
      }
      throw new IOException(mailbox.ended().orElse("ended"));
    } catch (ExecutionException e) {
      throw new IOException(Failures.sentence(uri, e.getCause() == null ? e : e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException(uri + " does not answer in time.", e);
    } finally {
      if (!connecting.isDone()) {
        CompletableFuture<Void> _ = connecting.thenAccept(WebSocket::abort);
      }
    }
  }

  /** When something last arrived, in the terms of {@link System#nanoTime()}. */
  long heardAt() {
    return ear.heardAt;
  }

  /** How long a message may take to leave before the connection counts as lost. */
  void patience(Duration longest) {
    patience = longest;
  }

  void send(SlaveMessage.AsText message) throws IOException, InterruptedException {
    await(socket.sendText(SlaveText.write(message), true));
  }

  void send(byte[] bulk) throws IOException, InterruptedException {
    await(socket.sendBinary(ByteBuffer.wrap(bulk), true));
  }

  private void await(CompletableFuture<WebSocket> sending)
      throws IOException, InterruptedException {
    try {
      sending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the connection broke", e);
    } catch (TimeoutException e) {
      throw new IOException("the master takes nothing any more", e);
    }
  }

  /** Closes properly if that goes fast, else at once. */
  @Override
  public void close() {
    try {
      socket
          .sendClose(WebSocket.NORMAL_CLOSURE, "")
          .get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      ear.closed.get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // Then without.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      socket.abort();
    }
  }

  /** Hears what the master says. */
  private static final class Ear implements WebSocket.Listener {
    private final URI uri;
    private final Mailbox mailbox;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private volatile long heardAt = System.nanoTime();

    Ear(URI uri, Mailbox mailbox) {
      this.uri = uri;
      this.mailbox = mailbox;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
      heardAt = System.nanoTime();
      try {
        if (piece.length() > Bounds.TEXT - text.length()) {
          throw new ProtocolException("a message is too long");
        }
        text.append(piece);
        if (last) {
          MasterMessage message = MasterText.read(text.toString());
          text.setLength(0);
          mailbox.arrived(message);
        }
        from.request(1);
      } catch (ProtocolException e) {
        mailbox.end("the master breaks the protocol: " + e.reason());
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer piece, boolean last) {
      mailbox.end("the master breaks the protocol: nothing binary is expected");
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
      heardAt = System.nanoTime();
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(true);
      mailbox.end(
          "the master closed it (" + code + ") " + ProtocolException.printable(reason).strip());
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(false);
      mailbox.end(Failures.sentence(uri, error));
    }
  }
}
