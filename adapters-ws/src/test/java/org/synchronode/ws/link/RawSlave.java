package org.synchronode.ws.link;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.synchronode.application.replication.Announcement;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.MasterMessage;
import org.synchronode.ws.protocol.MasterText;
import org.synchronode.ws.protocol.SlaveMessage;
import org.synchronode.ws.protocol.SlaveText;

/** The other end of a link, that says whatever it is told to say. */
final class RawSlave implements WebSocket.Listener, AutoCloseable {
  static final IndexId INDEX = new IndexId("0123456789abcdef");

  final BlockingQueue<MasterMessage> heard = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  RawSlave(Node master) {
    this(master, "/ws");
  }

  RawSlave(Node master, String path) {
    this.socket =
        http.newWebSocketBuilder()
            .subprotocols(Bounds.SUBPROTOCOL)
            .buildAsync(URI.create("ws://localhost:" + master.port() + path), this)
            .join();
  }

  static SlaveMessage.Hello hello(HostId id, Token token, HostId... hosts) {
    return new SlaveMessage.Hello(
        Bounds.PROTOCOL,
        id,
        token,
        new HostName("raw"),
        "test",
        List.of(hosts).stream()
            .map(host -> new Announcement(host, new HostName("raw"), ListHead.empty(INDEX), true))
            .toList());
  }

  void says(SlaveMessage.AsText message) {
    says(SlaveText.write(message));
  }

  void says(String message) {
    socket.sendText(message, true).join();
  }

  void says(byte[] message) {
    socket.sendBinary(ByteBuffer.wrap(message), true).join();
  }

  void says(String piece, boolean last) {
    socket.sendText(piece, last).join();
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  /** The next message that is no heartbeat. */
  MasterMessage hears() throws InterruptedException {
    while (true) {
      MasterMessage message = Optional.ofNullable(heard.poll(10, TimeUnit.SECONDS)).orElseThrow();
      if (!(message instanceof MasterMessage.Heartbeat)) {
        return message;
      }
    }
  }

  <T extends MasterMessage> T hears(Class<T> kind) throws InterruptedException {
    return kind.cast(hears());
  }

  int closeCode() throws Exception {
    return closed.get(10, TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
    text.append(piece);
    if (last) {
      heard.add(MasterText.read(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(-1);
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
