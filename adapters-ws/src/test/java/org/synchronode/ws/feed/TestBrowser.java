package org.synchronode.ws.feed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's end of a live feed. */
final class TestBrowser implements WebSocket.Listener, AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final AtomicInteger pings = new AtomicInteger();
  private final StringBuilder text = new StringBuilder();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  /** Opens a socket; fails with a {@code WebSocketHandshakeException} as the cause if refused. */
  TestBrowser(int port, String path, Map<String, String> headers) {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    headers.forEach(builder::header);
    this.socket = builder.buildAsync(URI.create("ws://localhost:" + port + path), this).join();
  }

  static Map<String, String> login(String name, String password) {
    return Map.of(
        "Authorization",
        "Basic "
            + Base64.getEncoder()
                .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
  }

  void says(String message) {
    socket.sendText(message, true).join();
  }

  void says(byte[] message) {
    socket.sendBinary(ByteBuffer.wrap(message), true).join();
  }

  void subscribes(String path) {
    says("{\"type\":\"subscribe\",\"path\":\"" + path + "\"}");
  }

  JsonNode hears() throws InterruptedException {
    return Optional.ofNullable(heard.poll(10, TimeUnit.SECONDS)).orElseThrow();
  }

  /** What it hears next must be of this type. */
  JsonNode hears(String type) throws InterruptedException {
    JsonNode message = hears();
    if (!message.path("type").stringValue("").equals(type)) {
      throw new AssertionError(type + " expected: " + message);
    }
    return message;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
    text.append(piece);
    if (last) {
      heard.add(MAPPER.readTree(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
    pings.incrementAndGet();
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
