package org.synchronode.ws.link;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.replication.SlaveSession;
import org.synchronode.domain.ProblemException;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.Bulk;
import org.synchronode.ws.protocol.MasterMessage;
import org.synchronode.ws.protocol.MasterText;
import org.synchronode.ws.protocol.ProtocolException;
import org.synchronode.ws.protocol.SlaveText;
import org.synchronode.ws.socket.AcceptedSocket;

/**
 * One link at the master: its socket, its inbox and the worker that takes messages from there. The
 * worker is never interrupted, because it may be within a transaction. Safe for use by several
 * threads.
 */
final class SlaveLink {
  private static final Logger LOG = LoggerFactory.getLogger(SlaveLink.class);
  private static final int GOING_AWAY = 1001;
  private static final int UNEXPECTED = 1011;

  private static final int RETRY_SECONDS = 5;

  /** What waits in parts takes memory that others may need. */
  private static final Duration LONGEST_DELTA = Duration.ofMinutes(5);

  private final LinkServer server;
  private final LinkSettings settings;
  private final AcceptedSocket socket;
  private final Inbox inbox;

  /** What the conversation puts together. */
  private final Room.Part delta;

  private final long openedAt = System.nanoTime();
  private volatile long heardAt = openedAt;
  private volatile long heartbeatAt = openedAt;

  /** A stranger gets no more memory than for one message. */
  private boolean helloHeard;

  private volatile boolean welcomed;
  private volatile boolean ending;
  private volatile boolean gone;
  private volatile Optional<SlaveSession> session = Optional.empty();

  SlaveLink(WsSession session, LinkServer server, LinkSettings settings) {
    this.server = server;
    this.settings = settings;
    this.inbox = new Inbox(server.memory());
    this.delta = server.memory().deltas().new Part();
    this.socket = AcceptedSocket.opened(session, this::gone);
  }

  void start(SlaveConversation conversation) {
    Thread.ofVirtual().name("link-worker").start(() -> work(conversation));
  }

  /** The worker may still be within a long transaction: presence does not wait for it. */
  private void gone() {
    gone = true;
    inbox.end();
    delta.end();
    session.ifPresent(SlaveSession::close);
    server.gone(this);
  }

  void admitted(SlaveSession opened) {
    session = Optional.of(opened);
    server.admitted(opened.slave().id(), this);
    if (gone) {
      gone();
    }
  }

  /** The first message: what others have to say waits for it. */
  void welcome(MasterMessage.Welcome welcome) {
    send(welcome);
    welcomed = true;
  }

  void askForChannels(int wanted) {
    if (welcomed) {
      send(new MasterMessage.Channels(Math.clamp(wanted, 0, Bounds.CHANNELS)));
    }
  }

  void send(MasterMessage message) {
    socket.send(MasterText.write(message));
  }

  /**
   * A piece of a message came: waits for room for it. Without any the link ends, to be tried again.
   *
   * @return whether there is room
   */
  boolean expect(int piece) {
    try {
      if (ending || inbox.expect(piece)) {
        return !ending;
      }
      tooBusy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** The same for what the worker puts together. */
  boolean holdForDelta(int bytes) throws InterruptedException {
    if (delta.grow(bytes)) {
      return true;
    }
    tooBusy();
    return false;
  }

  void releaseDelta() {
    delta.empty();
  }

  private void tooBusy() {
    LOG.warn("A link ends: all slaves together sent more than fits into memory");
    goodbye("The master has too much to do, try again.", RETRY_SECONDS);
  }

  /** Takes what the reading thread put together, or notes that a piece of it came. */
  void hear(Optional<? extends Inbox.Message> message) {
    heardAt = System.nanoTime();
    if (message.isEmpty() || ending) {
      return;
    }
    if (session.isEmpty() && helloHeard) {
      refuse("a hello is answered before anything else is said");
      return;
    }
    helloHeard = true;
    if (!inbox.offer(message.get())) {
      refuse("more was sent than was taken");
    }
  }

  void heardPing(BufferData payload) {
    heardAt = System.nanoTime();
    socket.pong(payload);
  }

  /** Ends the link because its slave breaks the protocol. */
  void refuse(String reason) {
    refuse(MasterMessage.Refused.PROTOCOL, reason, MasterMessage.Refused.PROTOCOL_BROKEN);
  }

  void refuse(String code, String message, int closeCode) {
    if (!ending) {
      ending = true;
      send(new MasterMessage.Refused(code, message));
      socket.close(closeCode, code);
      inbox.end();
    }
  }

  void goodbye(String reason, int retrySeconds) {
    if (!ending) {
      ending = true;
      send(new MasterMessage.Goodbye(reason, retrySeconds));
      socket.close(GOING_AWAY, reason);
      inbox.end();
    }
  }

  void cut() {
    inbox.end();
    socket.cut();
  }

  void awaitEnd(Duration longest) throws InterruptedException {
    socket.awaitEnd(longest);
  }

  /** Looks at the clock: called several times a second. */
  void tick(boolean stranger) {
    long now = System.nanoTime();
    if (now - heardAt > settings.lease().toNanos()
        || delta.isHeldLongerThan(LONGEST_DELTA)
        || (stranger && now - openedAt > settings.helloWithin().toNanos())) {
      cut();
    } else if (welcomed && now - heartbeatAt >= settings.heartbeat().toNanos()) {
      heartbeatAt = now;
      send(new MasterMessage.Heartbeat());
    }
  }

  private void work(SlaveConversation conversation) {
    try (conversation) {
      while (true) {
        switch (inbox.take()) {
          case Inbox.Message.Text(String text) -> conversation.hear(SlaveText.read(text));
          case Inbox.Message.Binary binary -> conversation.hear(Bulk.read(binary.bytes()));
          case Inbox.Message.End _ -> {
            return;
          }
        }
      }
    } catch (ProtocolException e) {
      endFor(e.reason(), conversation);
    } catch (ProblemException e) {
      endFor(ProtocolException.printable(e.problem().message()), conversation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Link of {} ends by a fault of this node", conversation.peer(), e);
      ending = true;
      socket.close(UNEXPECTED, "fault of the master");
    }
  }

  private void endFor(String reason, SlaveConversation conversation) {
    if (!ending) {
      LOG.warn("The link of {} ends, it broke the protocol: {}", conversation.peer(), reason);
      refuse(reason);
    }
  }
}
