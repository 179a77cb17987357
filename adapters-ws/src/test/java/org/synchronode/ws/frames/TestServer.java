package org.synchronode.ws.frames;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A web server with channels at /ws/channel, and Helidon's own WebSockets at /ws, which echo text.
 */
final class TestServer implements AutoCloseable {
  static final String TOKEN = "Bearer right";

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final BlockingQueue<ChannelSocket> accepted = new LinkedBlockingQueue<>();
  private final WebServer server;
  private final String scheme;

  private TestServer(Optional<SSLContext> tls, Optional<ChannelHandler<String>> handler) {
    ChannelUpgrader<String> upgrader =
        new ChannelUpgrader<>(
            Set.of("/ws/channel", "/ws/channel/"),
            (_, headers) -> admit(headers.first(HeaderNames.AUTHORIZATION).orElse("")),
            handler.orElse((channel, _) -> keepOpen(channel)),
            WsUpgrader.create(WsConfig.create()));
    Http1ConnectionSelectorConfig.Builder selector =
        Http1ConnectionSelector.builder().config(Http1Config.create());
    upgrader.registerWith(selector);
    WebServerConfig.Builder config =
        WebServer.builder()
            .host("localhost")
            .port(0)
            .useNio(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addConnectionSelector(selector.build())
            .routing(routing -> routing.get("/hello", (_, response) -> response.send("hello")))
            .addRouting(WsRouting.builder().endpoint("/ws[/]", Echo::new));
    tls.ifPresent(context -> config.tls(Tls.builder().sslContext(context).build()));
    this.server = config.build().start();
    this.scheme = tls.isPresent() ? "https" : "http";
  }

  static TestServer start() {
    return new TestServer(Optional.empty(), Optional.empty());
  }

  static TestServer start(SSLContext tls) {
    return new TestServer(Optional.of(tls), Optional.empty());
  }

  static TestServer start(ChannelHandler<String> handler) {
    return new TestServer(Optional.empty(), Optional.of(handler));
  }

  private static Admission<String> admit(String authorization) {
    return switch (authorization) {
      case TOKEN -> new Admission.Granted<>("alice");
      case "Bearer known" -> new Admission.Refused<>(403, "not for you");
      case "Bearer busy" -> new Admission.Refused<>(503, "too many channels");
      default -> new Admission.Refused<>(401, "no token");
    };
  }

  private void keepOpen(ChannelSocket channel) {
    accepted.add(channel);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI uri(String path) {
    return URI.create(scheme + "://localhost:" + server.port() + path);
  }

  int port() {
    return server.port();
  }

  ChannelSocket accepted() throws InterruptedException {
    return Optional.ofNullable(accepted.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  /** Opens a channel and finds the server's end of it. */
  ChannelEnds connect(ChannelClient client) throws Exception {
    ChannelSocket near = client.connect(uri("/ws/channel"), Map.of("Authorization", TOKEN));
    return new ChannelEnds(near, accepted(), () -> {});
  }

  @Override
  public void close() {
    stopped.countDown();
    server.stop();
  }

  private static final class Echo implements WsListener {
    @Override
    public void onMessage(WsSession session, String text, boolean last) {
      session.send("echo " + text, last);
    }

    @Override
    public void onMessage(WsSession session, BufferData bytes, boolean last) {
      session.send(bytes, last);
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
      session.close(status, reason);
    }
  }
}
