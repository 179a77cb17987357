package org.synchronode.ws.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JDK's WebSocket against our server, and our client against Helidon's WebSocket. */
@Timeout(30)
class OtherImplementationsTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theJdksClientTalksToOurServer() throws Exception {
    Events events = new Events();
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket peer = jdkSocket(http, events);
      try (ChannelSocket channel = server.accepted()) {
        assertThat(peer.getSubprotocol()).isEqualTo(ChannelSocket.SUBPROTOCOL);

        peer.sendText("in ", false).join();
        peer.sendPing(ByteBuffer.wrap(new byte[] {1, 2})).join();
        peer.sendText("pieces", true).join();
        assertThat(channel.receive()).isEqualTo(new Message.Text("in pieces"));
        assertThat(events.next()).isEqualTo("pong [1, 2]");

        byte[] bytes = random(100_000);
        peer.sendBinary(ByteBuffer.wrap(bytes), true).join();
        assertThat(((Message.Binary) channel.receive()).copy()).isEqualTo(bytes);

        channel.sendText("héllo");
        assertThat(events.next()).isEqualTo("text héllo");
        channel.ping();
        assertThat(events.next()).isEqualTo("ping");
        channel.sendBinary(bytes, 0, bytes.length);
        assertThat(events.binary(bytes.length)).isEqualTo(bytes);

        peer.sendClose(4000, "bye").join();
        assertThat(channel.receive()).isEqualTo(new Message.Closed(4000, "bye"));
        assertThat(events.next()).isEqualTo("close 4000 bye");
      }
    }
  }

  @Test
  void theJdksClientIsToldWhyItsMessageIsRefused() throws Exception {
    Events events = new Events();
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket peer = jdkSocket(http, events);
      try (ChannelSocket channel = server.accepted()) {
        Thread.ofVirtual().start(() -> receiveUntilRefused(channel));

        peer.sendBinary(ByteBuffer.wrap(new byte[ChannelSocket.MAX_PAYLOAD]), false).join();
        peer.sendBinary(ByteBuffer.wrap(new byte[1]), true).join();

        assertThat(events.next()).startsWith("close 1009");
      }
    }
  }

  @Test
  void ourClientTalksToHelidonsServer() throws Exception {
    try (ChannelSocket channel = ChannelClient.create().connect(server.uri("/ws"), Map.of())) {
      channel.sendText("über");
      assertThat(channel.receive()).isEqualTo(new Message.Text("echo über"));

      for (int size : new int[] {0, 125, 126, 65_535, 65_536, ChannelSocket.MAX_PAYLOAD}) {
        byte[] bytes = random(size);
        channel.sendBinary(bytes, 0, size);
        assertThat(((Message.Binary) channel.receive()).copy()).isEqualTo(bytes);
      }
    }
  }

  private static WebSocket jdkSocket(HttpClient http, Events events) {
    return http.newWebSocketBuilder()
        .header("Authorization", TestServer.TOKEN)
        .subprotocols(ChannelSocket.SUBPROTOCOL)
        .buildAsync(URI.create("ws://localhost:" + server.port() + "/ws/channel"), events)
        .join();
  }

  private static void receiveUntilRefused(ChannelSocket channel) {
    try {
      channel.receive();
    } catch (IOException e) {
      // What the test is about.
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** What the JDK's client heard, in order. */
  private static final class Events implements WebSocket.Listener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      String event = events.poll(20, TimeUnit.SECONDS);
      return event == null ? "nothing" : event;
    }

    byte[] binary(int length) throws InterruptedException {
      ByteBuffer all = ByteBuffer.allocate(length);
      while (all.hasRemaining()) {
        byte[] piece = pieces.poll(20, TimeUnit.SECONDS);
        all.put(piece == null ? new byte[length + 1] : piece);
      }
      return all.array();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      return heard(socket, "text " + text);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
      byte[] piece = new byte[bytes.remaining()];
      bytes.get(piece);
      pieces.add(piece);
      socket.request(1);
      return CompletableFuture.completedStage(piece);
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer payload) {
      return heard(socket, "ping");
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
      byte[] bytes = new byte[payload.remaining()];
      payload.get(bytes);
      return heard(socket, "pong " + Arrays.toString(bytes));
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      return heard(socket, ("close " + code + " " + reason).strip());
    }

    private CompletionStage<?> heard(WebSocket socket, String event) {
      events.add(event);
      socket.request(1);
      return CompletableFuture.completedStage(event);
    }
  }
}
