package org.synchronode.ws.feed;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.domain.user.UserName;
import org.synchronode.ws.socket.AcceptedSocket;

/**
 * One browser's socket: its requests come on the reading thread, the catalogue's events on a thread
 * of their own; what both have to say goes through the socket's one writer.
 */
final class BrowserSocket {
  private static final Logger LOG = LoggerFactory.getLogger(BrowserSocket.class);
  private static final int UNEXPECTED = 1011;

  private final AcceptedSocket socket;
  private final Feed.Subscription events;
  private final Subscriptions subscriptions;
  private final BrowserFeed feed;
  private final Optional<UserName> user;
  private final boolean entered;
  private final Thread teller;

  private BrowserSocket(
      WsSession session, BrowserFeed feed, Optional<UserName> user, boolean entered) {
    this.feed = feed;
    this.user = user;
    this.entered = entered;
    this.events = feed.feed().subscribe();
    this.teller = Thread.ofVirtual().name("feed-teller").unstarted(this::tell);
    this.socket = AcceptedSocket.opened(session, this::gone);
    this.subscriptions = new Subscriptions(feed.known(), user, socket::send);
  }

  /**
   * Opens a socket.
   *
   * @param entered whether it takes a place that must be given back
   */
  static BrowserSocket open(
      WsSession session, BrowserFeed feed, Optional<UserName> user, boolean entered) {
    BrowserSocket opened = new BrowserSocket(session, feed, user, entered);
    if (entered) {
      feed.opened(opened);
      opened.teller.start();
    }
    return opened;
  }

  private void gone() {
    events.close();
    // A poison: the teller may be within the catalogue, and must not be interrupted there.
    subscriptions.end();
    if (entered) {
      feed.gone(this);
      feed.leave(user);
    }
  }

  private void tell() {
    try {
      while (!subscriptions.ended()) {
        Optional<Feed.Event> event = events.next(Duration.ofSeconds(5));
        if (event.isPresent()) {
          subscriptions.tell(event.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("A live feed ends by a fault of this node", e);
      socket.close(UNEXPECTED, "fault of this node");
    }
  }

  void hear(String request) {
    try {
      subscriptions.hear(request);
    } catch (RuntimeException e) {
      LOG.error("A live feed ends by a fault of this node", e);
      socket.close(UNEXPECTED, "fault of this node");
    }
  }

  void ping() {
    socket.ping();
  }

  void pong(BufferData payload) {
    socket.pong(payload);
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }

  void awaitEnd(Duration longest) throws InterruptedException {
    socket.awaitEnd(longest);
  }
}
