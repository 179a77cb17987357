package org.synchronode.bootstrap.node;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.synchronode.bootstrap.config.Settings;
import org.synchronode.http.HttpRoutes;
import org.synchronode.http.server.ListenerSettings;
import org.synchronode.ws.feed.BrowserFeed;
import org.synchronode.ws.link.LinkServer;
import org.synchronode.ws.relay.ChannelServer;

/**
 * The one port that everything comes in at: HTTP and WebDAV, links, channels, and the browsers'
 * live feed.
 */
final class WebFront implements AutoCloseable {
  private final WebServer server;

  private WebFront(WebServer server) {
    this.server = server;
  }

  /**
   * Begins to listen.
   *
   * @throws NodeException when the address is taken or can't be had
   */
  static WebFront start(
      Settings settings,
      HttpRoutes routes,
      LinkServer links,
      ChannelServer channels,
      BrowserFeed feed) {
    HttpRouting.Builder http = HttpRouting.builder();
    routes.addTo(http);
    WsRouting.Builder webSockets = WsRouting.builder();
    links.routing(webSockets);
    feed.routing(webSockets);
    WebServerConfig.Builder config =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            // The node closes its parts itself, in its own order.
            .shutdownHook(false)
            .addProtocol(WsConfig.create())
            .addRouting(http)
            .addRouting(webSockets);
    ListenerSettings.apply(
        config, upgrades -> channels.registerWith(upgrades, WsUpgrader.create(WsConfig.create())));
    WebServer server = config.build().start();
    if (!server.isRunning()) {
      // It tells of a taken address in the log only.
      server.stop();
      throw new NodeException(
          "can't listen on "
              + settings.host()
              + " port "
              + settings.port()
              + " ("
              + whyNot(settings.host(), settings.port())
              + "); choose another one with --port, or 0 for a free one");
    }
    return new WebFront(server);
  }

  /** What the system says to somebody else who tries. */
  private static String whyNot(String host, int port) {
    try (ServerSocket attempt = new ServerSocket()) {
      attempt.bind(new InetSocketAddress(host, port));
      return "the web server does not start";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
