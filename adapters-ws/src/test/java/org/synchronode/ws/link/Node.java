package org.synchronode.ws.link;

import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.websocket.WsRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.InMemoryHostStore;
import org.synchronode.application.hosts.Presences;
import org.synchronode.application.hosts.RegisterHost;
import org.synchronode.application.hosts.Registration;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.application.hosts.RegistrationRequest;
import org.synchronode.application.node.InMemoryNodeStore;
import org.synchronode.application.replication.AdmitSlave;
import org.synchronode.application.replication.OfferLists;
import org.synchronode.application.replication.ReceiveLists;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.IndexShare;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.JoinCode;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Presence;
import org.synchronode.domain.host.Standing;

/** A whole node without disks: what it shares is told to it. */
final class Node implements AutoCloseable {
  static final LinkSettings SETTINGS =
      new LinkSettings(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(1), 8);
  static final RetryTimes RETRIES =
      new RetryTimes(
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofSeconds(60));
  private static final Instant THEN = Instant.parse("2026-06-03T01:02:03.000000004Z");

  final HostName name;
  final Random random;
  final HostId id;
  final InMemoryHostStore hosts = new InMemoryHostStore();
  final CountingCatalogue catalogue = new CountingCatalogue();
  final Feed feed = new Feed();
  final Routes routes = new Routes();
  final Presences presences = new Presences(catalogue, feed, Clock.systemUTC());
  final InMemoryNodeStore node = new InMemoryNodeStore();
  final ReceiveLists lists;
  final IndexShare share;
  final HttpClient http;
  final Map<String, Credentials> credentials = new ConcurrentHashMap<>();
  final List<LinkStatus> statuses = new CopyOnWriteArrayList<>();
  final List<Integer> channelsWanted = new CopyOnWriteArrayList<>();
  private final List<LinkClient> open = new ArrayList<>();
  private final List<Found> files = new ArrayList<>();
  private @Nullable RegisterHost register;
  private @Nullable LinkServer links;
  private @Nullable WebServer server;

  Node(String name) {
    this(name, HttpClient.newHttpClient());
  }

  Node(String name, HttpClient http) {
    this.http = http;
    this.name = new HostName(name);
    this.random = new Random(name.hashCode());
    this.id = node.ownId(() -> HostId.random(random));
    this.lists = new ReceiveLists(id, hosts, catalogue, feed, routes, presences, Clock.systemUTC());
    hosts.add(new Host(id, this.name, new Origin.Own(), new Standing.Active(), Instant.now()));
    this.share =
        new IndexShare(catalogue.lists.shareIndex(), node, id, IndexId.random(random), feed);
  }

  static Node master(String name, RegistrationMode mode) {
    Node node = new Node(name);
    node.serve(0, mode, SETTINGS);
    return node;
  }

  static Node master(String name) {
    return master(name, RegistrationMode.OPEN);
  }

  /** Takes links on this port, or a free one. */
  void serve(int port, RegistrationMode mode, LinkSettings settings) {
    serve(port, mode, settings, Optional.empty());
  }

  void serve(int port, RegistrationMode mode, LinkSettings settings, Optional<Tls> tls) {
    register = new RegisterHost(hosts, mode, Clock.systemUTC(), random);
    HostFiles nothing = new NoFiles();
    links =
        new LinkServer(id, new AdmitSlave(hosts, Clock.systemUTC()), lists, _ -> nothing, settings);
    WsRouting.Builder ws = WsRouting.builder();
    links.routing(ws);
    WebServerConfig.Builder config =
        WebServer.builder()
            .host("localhost")
            .port(port)
            .useNio(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addRouting(HttpRouting.builder().get("/register", this::register))
            .addRouting(ws);
    tls.ifPresent(config::tls);
    server = config.build().start();
  }

  private void register(ServerRequest request, ServerResponse response) {
    Optional<String> code = request.headers().first(HeaderNames.create("Synchronode-Join-Code"));
    HostId claimed =
        new HostId(request.headers().get(HeaderNames.create("Synchronode-Host-Id")).get());
    String wanted = request.headers().get(HeaderNames.create("Synchronode-Host-Name")).get();
    try {
      Registration got =
          Objects.requireNonNull(register)
              .register(
                  new RegistrationRequest(
                      new RegistrationRequest.Id.Known(claimed),
                      new RegistrationRequest.Name.Wanted(
                          new HostName(URI.create(wanted).getPath())),
                      code.<RegistrationRequest.Code>map(
                              text -> new RegistrationRequest.Code.Brought(new JoinCode(text)))
                          .orElseGet(RegistrationRequest.Code.Missing::new),
                      "127.0.0.1"));
      response.send(
          "{\"hostId\":\"%s\",\"token\":\"%s\",\"name\":\"%s\",\"status\":\"%s\"}"
              .formatted(
                  got.host().id(),
                  got.token().secret(),
                  got.host().name(),
                  got.host().active() ? "active" : "pending"));
    } catch (ProblemException e) {
      response
          .status(
              switch (e.problem()) {
                case Problem.Forbidden _ -> Status.FORBIDDEN_403;
                case Problem.Conflict _ -> Status.CONFLICT_409;
                default -> Status.TOO_MANY_REQUESTS_429;
              })
          .send(
              "{\"problem\":\"%s\",\"message\":\"%s\"}"
                  .formatted(e.problem().code(), e.problem().message().replace('"', '\'')));
    }
  }

  int port() {
    return Objects.requireNonNull(server).port();
  }

  LinkServer links() {
    return Objects.requireNonNull(links);
  }

  /** Ends the server, its links first. */
  void stopServing() {
    links().close();
    Objects.requireNonNull(server).stop();
  }

  /** Links this node to a master. */
  LinkClient joins(Node master) {
    return joins("http://localhost:" + master.port() + "/", Optional.empty());
  }

  LinkClient joins(String master, Optional<JoinCode> code) {
    LinkClient client =
        new LinkClient(
            new LinkClientSettings(
                new MasterAddress(URI.create(master)),
                new SlaveIdentity(id, name, "0.1-test"),
                code,
                false,
                RETRIES),
            http,
            new KeptCredentials(),
            new OfferLists(hosts, catalogue, presences),
            feed,
            share::startAfter,
            new Dialler(),
            statuses::add,
            random);
    client.start();
    open.add(client);
    return client;
  }

  /** Shares these files, besides what it shares. */
  void adds(String... names) {
    for (String file : names) {
      files.add(file(file, THEN));
    }
    record();
  }

  /** Shares so many more files. */
  void adds(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      files.add(file(prefix + i, THEN.plusNanos(i)));
    }
    record();
  }

  void removesAll() {
    files.clear();
    record();
  }

  private void record() {
    share.record(List.of(new FolderListing(EntryPath.ROOT, THEN, files)));
  }

  private static Found file(String name, Instant modified) {
    return new Found.FoundFile(new EntryName(name), modified, FileKey.NONE, name.length());
  }

  ListHead head(Node of) {
    return catalogue.head(of.id).orElse(ListHead.empty(new IndexId("0".repeat(16))));
  }

  /** Whether this node has the same list of another as that has itself. */
  boolean isUpToDateWith(Node other) {
    return head(other).equals(other.share.head());
  }

  boolean sees(Node other) {
    return presences.of(other.id) instanceof Presence.Online;
  }

  List<String> namesOf(Node other) {
    List<String> names = new ArrayList<>();
    try (Listing listing = catalogue.list(other.id, EntryPath.ROOT, Depth.ONE).orElseThrow()) {
      listing.entries().forEachRemaining(listed -> names.add(listed.entry().name().value()));
    }
    names.removeFirst();
    return names;
  }

  boolean wasTold(Class<? extends LinkStatus> kind) {
    return statuses.stream().anyMatch(kind::isInstance);
  }

  boolean wasRefused(String code) {
    return statuses.stream()
        .anyMatch(status -> status instanceof LinkStatus.Refused(String c, _, _) && c.equals(code));
  }

  @Override
  public void close() {
    for (LinkClient client : open) {
      client.close();
    }
    if (server != null) {
      stopServing();
    }
  }

  private final class KeptCredentials implements MasterCredentials {
    @Override
    public Optional<Credentials> load(MasterAddress master) {
      return Optional.ofNullable(credentials.get(master.toString()));
    }

    @Override
    public void save(MasterAddress master, Credentials kept) {
      credentials.put(master.toString(), kept);
    }
  }

  private final class Dialler implements ChannelDialler {
    @Override
    public void linked(MasterAddress master, HostId own, org.synchronode.domain.host.Token token) {}

    @Override
    public void wanted(int more) {
      channelsWanted.add(more);
    }

    @Override
    public void unlinked() {}
  }
}
