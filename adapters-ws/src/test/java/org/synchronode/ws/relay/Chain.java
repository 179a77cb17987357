package org.synchronode.ws.relay;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.ReadFile;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.InMemoryHostStore;
import org.synchronode.application.hosts.Presences;
import org.synchronode.application.replication.AdmitSlave;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.frames.ChannelClient;
import org.synchronode.ws.frames.ChannelSocket;

/**
 * A master, perhaps nodes between, and an owner, in one process with real sockets between them.
 * What the owner publishes is in every list at once.
 */
final class Chain implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(2);

  final StoringFiles owner;
  final HostId ownerId;

  /** Of the node between, where there is one: whether it hears of changes. */
  volatile boolean listsFollow = true;

  private final Random random = new Random(20261123);
  private final List<Hop> hops = new ArrayList<>();
  private final List<Feed> feeds = new ArrayList<>();

  Chain(int length, Duration clientsSilence) {
    List<HostId> nodes = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      nodes.add(HostId.random(random));
    }
    ownerId = nodes.getLast();
    owner = new StoringFiles(ownerId, this::publish);
    HostFiles way = owner;
    for (int i = length - 1; i >= 0; i--) {
      Feed feed = new Feed();
      feeds.add(feed);
      Hop hop = new Hop(nodes.get(i), way, feed, clientsSilence);
      hops.addFirst(hop);
      way = hop.server.filesOf(nodes.get(i));
    }
  }

  private void publish(Revision revision) {
    feeds.getFirst().publish(new Feed.ListChanged(ownerId, revision, List.of()));
    if (listsFollow) {
      publishAbove(revision);
    }
  }

  /** Tells the nodes between of a change. */
  void publishAbove(Revision revision) {
    feeds.stream()
        .skip(1)
        .forEach(feed -> feed.publish(new Feed.ListChanged(ownerId, revision, List.of())));
  }

  Chain connected() {
    hops.forEach(Hop::connect);
    return this;
  }

  /** How the first master reaches the owner. */
  HostFiles files() {
    return hops.getFirst().server.filesOf(hops.getFirst().slave);
  }

  Hop first() {
    return hops.getFirst();
  }

  Hop last() {
    return hops.getLast();
  }

  /** How many channels were ever dialled. */
  int dialled() {
    return hops.stream().mapToInt(hop -> hop.admitted.get()).sum();
  }

  @Override
  public void close() {
    hops.forEach(Hop::close);
  }

  /** A master and its slave. */
  final class Hop {
    final HostId slave;
    private final Token token = Token.random(random);
    private final AtomicInteger admitted = new AtomicInteger();
    private final ChannelServer server;
    private final WebServer web;
    private final ChannelDialler dialler;

    Hop(HostId slave, HostFiles way, Feed feed, Duration clientsSilence) {
      this.slave = slave;
      InMemoryHostStore hosts =
          new InMemoryHostStore() {
            // Asked once for each channel.
            @Override
            public synchronized Optional<Host> findByToken(SecretHash token) {
              admitted.incrementAndGet();
              return super.findByToken(token);
            }
          };
      hosts.add(
          new Host(
              slave,
              new HostName("laptop"),
              new Origin.Registered(),
              new Standing.Active(),
              Instant.EPOCH),
          token.hash());
      server = new ChannelServer(new AdmitSlave(hosts, InstantSource.system()), PATIENCE);
      Http1ConnectionSelectorConfig.Builder selector =
          Http1ConnectionSelector.builder().config(Http1Config.create());
      server.registerWith(selector, WsUpgrader.create(WsConfig.create()));
      web =
          WebServer.builder()
              .host("localhost")
              .port(0)
              .useNio(false)
              .connectionOptions(options -> options.tcpNoDelay(true))
              .addConnectionSelector(selector.build())
              .build()
              .start();
      Routes routes = new Routes();
      routes.open(ownerId, way);
      Presences presences = new Presences(new InMemoryCatalogue(), feed, InstantSource.system());
      dialler =
          new ChannelDialler(
              ChannelClient.create(),
              new ReadFile(routes, presences),
              new ChangeFiles(routes, presences, feed, new InMemoryCatalogue()),
              new ExchangeTimes(
                  Duration.ofMillis(100),
                  Duration.ofSeconds(10),
                  clientsSilence,
                  Duration.ofSeconds(10)));
      server.askThrough((_, more) -> dialler.dialMore(more));
    }

    void connect() {
      dialler.linkUp(channels(), slave, token);
    }

    private URI channels() {
      return URI.create("ws://localhost:" + web.port() + ChannelServer.PATH);
    }

    /** A channel whose slave's end is the test. */
    ChannelSocket dial() throws IOException {
      return ChannelClient.create()
          .connect(
              channels(),
              Map.of(
                  "Authorization",
                  "Bearer " + token.secret(),
                  "Synchronode-Host-Id",
                  slave.value()));
    }

    /** The slave is gone. */
    void slaveDies() {
      dialler.close();
    }

    /** The master drops everything. */
    void masterDies() {
      server.close();
    }

    private void close() {
      dialler.close();
      server.close();
      web.stop();
    }
  }
}
