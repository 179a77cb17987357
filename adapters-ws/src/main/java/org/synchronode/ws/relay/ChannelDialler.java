package org.synchronode.ws.relay;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.ReadFile;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.frames.ChannelClient;
import org.synchronode.ws.frames.ChannelRefusedException;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/**
 * The slave's end of channels: keeps some dialled to the master while the link is there, more when
 * the master asks, and serves what comes on them. Each channel has a thread of the system, which a
 * question wakes at once: a virtual one has to be woken by another thread. Safe for use by several
 * threads.
 */
public final class ChannelDialler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelDialler.class);

  /**
   * Kept while the link is there: idle ones cost the master memory, busy slaves are asked for more.
   */
  static final int FEWEST = 3;

  private static final Duration STEP = Duration.ofSeconds(15);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(50);

  /** A channel beyond the fewest goes when it was idle for so long. */
  private static final Duration SURPLUS_IDLE = Duration.ofSeconds(60);

  private final ChannelClient client;
  private final ExchangeServer server;
  private final Set<ChannelSocket> open = new HashSet<>();
  private Link link = new Down();
  private int running;

  /** Where to dial, while there is a link. */
  private sealed interface Link {}

  private record Down() implements Link {}

  private record Up(URI channels, HostId host, Token token) implements Link {}

  public ChannelDialler(ChannelClient client, ReadFile readFile, ChangeFiles changeFiles) {
    this(client, readFile, changeFiles, ExchangeTimes.DEFAULT);
  }

  ChannelDialler(
      ChannelClient client, ReadFile readFile, ChangeFiles changeFiles, ExchangeTimes times) {
    this.client = client;
    this.server = new ExchangeServer(readFile, changeFiles, times);
  }

  /**
   * The link is up: begins to dial.
   *
   * @param channels the master's address for channels
   */
  public void linkUp(URI channels, HostId host, Token token) {
    synchronized (this) {
      link = new Up(channels, host, token);
    }
    dialTo(FEWEST);
  }

  /** The link is down: drops all channels, because half-open ones would look usable. */
  public void linkDown() {
    Set<ChannelSocket> dropped;
    synchronized (this) {
      link = new Down();
      dropped = Set.copyOf(open);
    }
    dropped.forEach(ChannelSocket::abort);
  }

  /** The master wants so many more channels than there are. */
  public void dialMore(int more) {
    int now;
    synchronized (this) {
      now = running;
    }
    dialTo(now + Math.min(more, ChannelPool.MOST));
  }

  private void dialTo(int wanted) {
    int most = Math.min(wanted, ChannelPool.MOST);
    synchronized (this) {
      if (link instanceof Up up) {
        while (running < most) {
          running++;
          Thread.ofPlatform().daemon().name("channel").start(() -> run(up));
        }
      }
    }
  }

  @Override
  public void close() {
    linkDown();
  }

  private void run(Up up) {
    try (ChannelSocket socket =
        client.connect(
            up.channels(),
            Map.of(
                "Authorization",
                "Bearer " + up.token().secret(),
                ChannelServer.HOST_ID.defaultCase(),
                up.host().value(),
                ChannelServer.TAKES.defaultCase(),
                ChannelServer.PARTS))) {
      if (register(up, socket)) {
        serve(socket);
      }
    } catch (ChannelRefusedException e) {
      LOG.warn("The master refused a channel with status {}: {}", e.status(), e.body().strip());
    } catch (IOException e) {
      LOG.debug("A channel ended: {}", e.getMessage());
    } finally {
      ended(up);
    }
  }

  private synchronized boolean register(Up up, ChannelSocket socket) {
    return link.equals(up) && open.add(socket);
  }

  private void serve(ChannelSocket socket) throws IOException {
    long idleSince = System.nanoTime();
    try {
      while (true) {
        try {
          switch (socket.await(STEP)) {
            case Message.Text(String text) -> {
              server.answer(text, socket);
              idleSince = System.nanoTime();
            }
            case Message.Binary _ -> throw new ProtocolException("bytes where a request was due");
            case Message.Closed _ -> {
              return;
            }
          }
        } catch (SocketTimeoutException _) {
          if (socket.silence().compareTo(LONGEST_SILENCE) > 0
              || isSurplus(System.nanoTime() - idleSince)) {
            return;
          }
          socket.ping();
        }
      }
    } catch (IOException e) {
      socket.abort();
      throw e;
    } finally {
      synchronized (this) {
        open.remove(socket);
      }
    }
  }

  private synchronized boolean isSurplus(long idleNanos) {
    return running > FEWEST && idleNanos > SURPLUS_IDLE.toNanos();
  }

  /**
   * A channel that was lost while the link stands is replaced; at most as fast as the link's
   * heartbeat notices.
   */
  private void ended(Up up) {
    boolean replace;
    synchronized (this) {
      running--;
      replace = link.equals(up) && running < FEWEST;
    }
    if (replace) {
      Thread.ofVirtual().name("channel").start(() -> redialAfterPause(up));
    }
  }

  private void redialAfterPause(Up up) {
    synchronized (this) {
      long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      long left;
      while (link.equals(up) && (left = end - System.nanoTime()) > 0) {
        try {
          wait(Math.max(1, left / 1_000_000));
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
    if (isCurrent(up)) {
      dialTo(FEWEST);
    }
  }

  private synchronized boolean isCurrent(Up up) {
    return link.equals(up);
  }
}
