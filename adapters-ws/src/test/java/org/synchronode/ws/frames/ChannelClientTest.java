package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The asking side of the handshake, against answers written by hand. */
@Timeout(30)
class ChannelClientTest {
  private static final String SWITCHING =
      "HTTP/1.1 101 Whatever\r\nupgrade: WebSocket\r\nconnection: keep-alive, upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n";

  private final CompletableFuture<String> request = new CompletableFuture<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void sendsThePathAndQueryAsTheyAreAndTheGivenHeaders() throws Exception {
    answer(key -> SWITCHING.formatted(Handshake.accept(key)));

    connect("/prefix%20x/ws/channel?a=%2F", Map.of("Authorization", "Bearer t")).abort();

    assertThat(request.get(10, TimeUnit.SECONDS))
        .startsWith("GET /prefix%20x/ws/channel?a=%2F HTTP/1.1\r\n")
        .contains("\r\nHost: localhost:" + server.getLocalPort() + "\r\n")
        .contains("\r\nAuthorization: Bearer t\r\n")
        .contains("\r\nSec-WebSocket-Protocol: synchronode.v1\r\n");
  }

  @Test
  void framesRightBehindTheAnswerAreNotLost() throws Exception {
    answer(key -> SWITCHING.formatted(Handshake.accept(key)) + "\u0081\u0002hi");

    try (ChannelSocket channel = connect("/", Map.of())) {
      assertThat(channel.receive()).isEqualTo(new Message.Text("hi"));
      channel.abort();
    }
  }

  @Test
  void aRefusalTellsItsStatusAndText() throws Exception {
    answer(_ -> "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy and more");

    assertThatThrownBy(() -> connect("/", Map.of()))
        .isInstanceOfSatisfying(
            ChannelRefusedException.class,
            e -> {
              assertThat(e.status()).isEqualTo(503);
              assertThat(e.body()).isEqualTo("busy");
            });
  }

  @Test
  void theTextOfARefusalIsBounded() throws Exception {
    answer(
        _ -> "HTTP/1.1 401 Unauthorized\r\nContent-Length: 10000000\r\n\r\n" + "x".repeat(100_000));

    assertThatThrownBy(() -> connect("/", Map.of()))
        .isInstanceOfSatisfying(
            ChannelRefusedException.class, e -> assertThat(e.body()).hasSize(4096));
  }

  @Test
  void aProofThatDoesNotFitTheKeyIsRefused() throws Exception {
    answer(_ -> SWITCHING.formatted(Handshake.accept(Handshake.key())));

    assertThatThrownBy(() -> connect("/", Map.of()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("Accept");
  }

  @Test
  void anotherProtocolThanAskedForIsRefused() throws Exception {
    answer(key -> SWITCHING.formatted(Handshake.accept(key)).replace("WebSocket\r\n", "h2c\r\n"));

    assertThatThrownBy(() -> connect("/", Map.of())).isInstanceOf(ProtocolException.class);
  }

  @Test
  void anExtensionThatWasNotOfferedIsRefused() throws Exception {
    answer(
        key ->
            SWITCHING
                .formatted(Handshake.accept(key))
                .replace("upgrade:", "Sec-WebSocket-Extensions: permessage-deflate\r\nupgrade:"));

    assertThatThrownBy(() -> connect("/", Map.of())).isInstanceOf(ProtocolException.class);
  }

  @Test
  void headersWithoutEndAreRefused() throws Exception {
    answer(_ -> "HTTP/1.1 101 Switching\r\nX: " + "x".repeat(100_000));

    assertThatThrownBy(() -> connect("/", Map.of()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void somethingElseThanHttpIsRefused() throws Exception {
    answer(_ -> "SSH-2.0-OpenSSH_9.9\r\n\r\n");

    assertThatThrownBy(() -> connect("/", Map.of())).isInstanceOf(ProtocolException.class);
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    ChannelClient hasty =
        ChannelClient.create().withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(50));

    assertThatThrownBy(() -> hasty.connect(uri("ws", "/"), Map.of()))
        .isInstanceOf(SocketTimeoutException.class);
    assertThatThrownBy(() -> hasty.connect(uri("wss", "/"), Map.of()))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aPortWithoutAServerIsAFailure() throws Exception {
    URI uri = uri("ws", "/");
    server.close();

    assertThatThrownBy(() -> ChannelClient.create().connect(uri, Map.of()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void lineBreaksInHeadersAndOtherSchemesAreTheCallersMistake() {
    assertThatThrownBy(() -> connect("/", Map.of("A", "b\r\nC: d")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> connect("/", Map.of("A:", "b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> ChannelClient.create().connect(URI.create("ftp://localhost/"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChannelClient.create().connect(URI.create("/ws"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private URI uri(String scheme, String path) {
    return URI.create(scheme + "://localhost:" + server.getLocalPort() + path);
  }

  private ChannelSocket connect(String path, Map<String, String> headers) throws IOException {
    return ChannelClient.create().connect(uri("http", path), headers);
  }

  /** Answers one request, given its key, and keeps the connection open until the client ends it. */
  private void answer(UnaryOperator<String> byKey) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                String head = head(socket.getInputStream());
                request.complete(head);
                String key = head.replaceFirst("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
                socket.getOutputStream().write(byKey.apply(key).getBytes(ISO_8859_1));
                socket.getInputStream().transferTo(new ByteArrayOutputStream());
              } catch (IOException e) {
                request.completeExceptionally(e);
              }
            });
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }
}
