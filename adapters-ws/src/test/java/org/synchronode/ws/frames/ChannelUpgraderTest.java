package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a channel, and who is answered how. */
@Timeout(30)
class ChannelUpgraderTest {
  private static final String KEY =
      "dGhlIHNhbXBsZSBub25jZQ=="; // the example of RFC 6455 section 1.3
  private static final String GOOD =
      """
      Host: localhost
      Connection: keep-alive, Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: %s
      Authorization: %s
      """
          .formatted(KEY, TestServer.TOKEN);

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/channel", "/ws/channel/", "/ws/channel?x=1"})
  void aGrantedRequestBecomesAChannel(String path) throws Exception {
    ResponseHead answer = ask("GET " + path, GOOD);

    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.header("sec-websocket-accept"))
        .containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(answer.header("sec-websocket-protocol")).as("none was offered").isEmpty();
    server.accepted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebSocket", "Websocket", "WEBSOCKET"})
  void theCaseOfTheUpgradeHeaderDoesNotMatter(String spelling) throws Exception {
    String headers = GOOD.replace("websocket", spelling);

    assertThat(ask("GET /ws/channel", headers).status()).isEqualTo(101);
    server.accepted();
    assertThat(ask("GET /ws", headers).status())
        .as("of the server's other WebSockets")
        .isEqualTo(101);
  }

  @Test
  void theSubprotocolIsChosenOutOfThoseOffered() throws Exception {
    ResponseHead answer =
        ask("GET /ws/channel", GOOD + "Sec-WebSocket-Protocol: other, synchronode.v1\n");

    assertThat(answer.header("sec-websocket-protocol")).containsExactly("synchronode.v1");
    server.accepted();
  }

  @ParameterizedTest
  @CsvSource({"Bearer wrong, 401", "Bearer known, 403", "Bearer busy, 503"})
  void theGatesRefusalIsTheAnswer(String token, int status) throws Exception {
    ResponseHead answer = ask("GET /ws/channel", GOOD.replace(TestServer.TOKEN, token));

    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest(name = "{1} instead of {0}: {2}")
  @CsvSource({
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426",
    "Sec-WebSocket-Version: 13, X: y, 426",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X: y, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: c2hvcnQ=, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: !, 400",
    "'Connection: keep-alive, Upgrade', Connection: keep-alive, 400",
    "Host: localhost, 'Host: localhost\nSec-WebSocket-Protocol: other', 400",
  })
  void aMalformedRequestIsRefused(String good, String bad, int status) throws Exception {
    ResponseHead answer = ask("GET /ws/channel", GOOD.replace(good, bad));

    assertThat(answer.status()).isEqualTo(status);
    if (status == 426) {
      assertThat(answer.header("sec-websocket-version")).containsExactly("13");
    }
  }

  @Test
  void onlyGetOpensAChannel() throws Exception {
    assertThat(ask("OPTIONS /ws/channel", GOOD).status()).isEqualTo(400);
  }

  @Test
  void framesRightBehindTheRequestAreNotLost() throws Exception {
    try (Socket socket = new Socket("localhost", server.port())) {
      byte[] request = request("GET /ws/channel", GOOD);
      byte[] frame = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
      byte[] both = new byte[request.length + frame.length];
      System.arraycopy(request, 0, both, 0, request.length);
      System.arraycopy(frame, 0, both, request.length, frame.length);
      socket.getOutputStream().write(both);

      try (ChannelSocket channel = server.accepted()) {
        assertThat(channel.receive()).isEqualTo(new Message.Text("hi"));
        channel.abort();
      }
    }
  }

  @Test
  void otherPathsStillReachTheServersOwnWebSocketsAndRoutes() throws Exception {
    ChannelClient client = ChannelClient.create();
    try (ChannelSocket echo = client.connect(server.uri("/ws/"), Map.of())) {
      echo.sendText("hello");
      assertThat(echo.receive()).isEqualTo(new Message.Text("echo hello"));
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest get = HttpRequest.newBuilder(server.uri("/hello")).build();
      assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("hello");
    }
    assertThat(ask("GET /nowhere", GOOD).status()).isEqualTo(404);
    assertThatThrownBy(() -> client.connect(server.uri("/browserWs"), Map.of()))
        .isInstanceOfSatisfying(
            ChannelRefusedException.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void theChannelIsClosedInOrderWhenTheHandlerReturns() throws Exception {
    try (TestServer once = TestServer.start((channel, name) -> channel.sendText("for " + name));
        ChannelSocket channel = connect(once)) {
      assertThat(channel.receive()).isEqualTo(new Message.Text("for alice"));
      assertThat(channel.receive()).isEqualTo(new Message.Closed(1000, ""));
    }
  }

  @Test
  void theChannelIsClosedWithAnErrorWhenTheHandlerFails() throws Exception {
    ChannelHandler<String> failing =
        (_, _) -> {
          throw new IllegalStateException("on purpose");
        };
    try (TestServer broken = TestServer.start(failing);
        ChannelSocket channel = connect(broken)) {
      assertThat(channel.receive()).isEqualTo(new Message.Closed(1011, "internal error"));
    }
  }

  @Test
  void theHandlerIsToldOfThePeersLossAtOnce() throws Exception {
    CompletableFuture<Exception> lost = new CompletableFuture<>();
    ChannelHandler<String> handler =
        (channel, _) -> {
          try {
            channel.receive();
          } catch (IOException e) {
            lost.complete(e);
            throw e;
          }
        };
    try (TestServer waiting = TestServer.start(handler);
        ChannelSocket channel = connect(waiting)) {
      channel.abort();

      assertThat(lost.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void stoppingTheServerEndsItsChannels() throws Exception {
    try (TestServer stopping = TestServer.start();
        ChannelEnds ends = stopping.connect(ChannelClient.create())) {
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping::close);

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                try {
                  assertThat(ends.client().receive(Duration.ofMillis(200)))
                      .isInstanceOf(Message.Closed.class);
                } catch (SocketTimeoutException e) {
                  throw new AssertionError(e);
                } catch (IOException e) {
                  // Dropped instead of closed: an end, too.
                }
              });
      stopped.get(20, TimeUnit.SECONDS);
    }
  }

  private static ChannelSocket connect(TestServer to) throws IOException {
    URI uri = to.uri("/ws/channel");
    return ChannelClient.create().connect(uri, Map.of("Authorization", TestServer.TOKEN));
  }

  private static ResponseHead ask(String methodAndPath, String headers) throws IOException {
    try (Socket socket = new Socket("localhost", server.port())) {
      socket.getOutputStream().write(request(methodAndPath, headers));
      return ResponseHead.read(socket.getInputStream());
    }
  }

  private static byte[] request(String methodAndPath, String headers) {
    return (methodAndPath + " HTTP/1.1\r\n" + headers.replace("\n", "\r\n") + "\r\n")
        .getBytes(US_ASCII);
  }
}
