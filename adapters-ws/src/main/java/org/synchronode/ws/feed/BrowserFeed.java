package org.synchronode.ws.feed;

import io.helidon.webserver.websocket.WsRouting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.hosts.Presences;
import org.synchronode.application.users.Authenticate;
import org.synchronode.domain.user.UserName;

/**
 * The browsers' live feed: {@code /browserWs} and {@code /browserWs/}, for the proxies in front
 * differ in the slash. Safe for use by several threads.
 */
public final class BrowserFeed implements AutoCloseable {
  private static final int GOING_AWAY = 1001;
  private static final Duration LONGEST_CLOSE = Duration.ofMillis(900);

  private final Feed feed;
  private final Known known;
  private final FeedSettings settings;
  private final SameOrigin origins;
  private final BasicLogin login;
  private final Set<BrowserSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<Optional<UserName>, Integer> perUser = new HashMap<>();
  private final Thread pinger;
  private int inAll;
  private volatile boolean closed;

  /** What subscriptions are answered from. */
  record Known(Catalogue catalogue, HostStore hosts, Presences presences, String node) {}

  /** Accepts sockets from now on, where it is {@linkplain #routing routed} to. */
  public BrowserFeed(
      Feed feed,
      Catalogue catalogue,
      HostStore hosts,
      Presences presences,
      Authenticate authenticate,
      FeedSettings settings) {
    this.feed = feed;
    this.known = new Known(catalogue, hosts, presences, settings.node());
    this.settings = settings;
    this.origins = new SameOrigin(settings.publicUrls());
    this.login = new BasicLogin(authenticate);
    this.pinger = Thread.ofVirtual().name("feed-ping").start(this::ping);
  }

  /** Adds the feed's addresses to a web server. */
  public void routing(WsRouting.Builder routing) {
    routing.endpoint("/browserWs[/]", () -> new FeedListener(this));
  }

  SameOrigin origins() {
    return origins;
  }

  BasicLogin login() {
    return login;
  }

  boolean anonymous() {
    return settings.anonymous();
  }

  Feed feed() {
    return feed;
  }

  Known known() {
    return known;
  }

  /** Takes a place; false when there is none left. */
  synchronized boolean enter(Optional<UserName> user) {
    int theirs = perUser.getOrDefault(user, 0);
    if (closed || inAll >= settings.mostInAll() || theirs >= settings.mostAUser()) {
      return false;
    }
    inAll++;
    perUser.put(user, theirs + 1);
    return true;
  }

  synchronized void leave(Optional<UserName> user) {
    inAll--;
    perUser.computeIfPresent(user, (_, theirs) -> theirs == 1 ? null : theirs - 1);
  }

  void opened(BrowserSocket socket) {
    sockets.add(socket);
  }

  void gone(BrowserSocket socket) {
    sockets.remove(socket);
  }

  private void ping() {
    try {
      while (!closed) {
        Thread.sleep(settings.ping());
        sockets.forEach(BrowserSocket::ping);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes all sockets, within a second. */
  @Override
  public void close() {
    closed = true;
    pinger.interrupt();
    List<BrowserSocket> leaving = List.copyOf(sockets);
    leaving.forEach(socket -> socket.close(GOING_AWAY, "shutdown"));
    long deadline = System.nanoTime() + LONGEST_CLOSE.toNanos();
    try {
      for (BrowserSocket socket : leaving) {
        socket.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
