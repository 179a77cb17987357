package org.synchronode.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.application.files.AskSpace;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.ReadFile;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.InMemoryHostStore;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.application.hosts.Presences;
import org.synchronode.application.hosts.RegisterHost;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.application.users.Authenticate;
import org.synchronode.application.users.InMemoryUserStore;
import org.synchronode.application.users.PasswordHashes;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.user.UserName;
import org.synchronode.http.server.ListenerSettings;

/** A node with everything but its HTTP adapter in memory, on a real socket. */
public final class TestNode implements AutoCloseable {
  public static final Instant THEN = Instant.parse("2026-06-03T01:02:03.456Z");
  public static final HostId LAPTOP = new HostId("laptop".repeat(4) + "22");
  public static final String AUTH =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("ann:p\u00e4ss:word".getBytes(StandardCharsets.UTF_8));

  public static final String AUTH_OF_BOB =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("bob:p\u00e4ss:word".getBytes(StandardCharsets.UTF_8));

  public final InMemoryCatalogue memory = new InMemoryCatalogue();
  public final InMemoryHostStore hosts = new InMemoryHostStore();
  public final TestFiles files = new TestFiles();
  public final Routes routes = new Routes();
  public final Feed feed = new Feed();
  public final Presences presences;
  public final List<String> missing = new ArrayList<>();
  private final Map<HostId, List<Entry>> entries = new HashMap<>();
  private final WebServer server;
  private long lastId;

  public TestNode() {
    this(false, TrustedProxies.NONE, RegistrationMode.APPROVE);
  }

  public TestNode(boolean anonymous, TrustedProxies proxies, RegistrationMode mode) {
    this(anonymous, proxies, mode, Optional.empty());
  }

  /** With another catalogue in the place of the one in memory, where one is given. */
  public TestNode(Catalogue catalogue) {
    this(false, TrustedProxies.NONE, RegistrationMode.APPROVE, Optional.of(catalogue));
  }

  private TestNode(
      boolean anonymous, TrustedProxies proxies, RegistrationMode mode, Optional<Catalogue> other) {
    InstantSource clock = InstantSource.system();
    Catalogue catalogue = other.orElse(memory);
    presences = new Presences(memory, feed, clock);
    InMemoryUserStore users = new InMemoryUserStore();
    PasswordHashes hashes = new PlainHashes();
    users.add(new UserName("ann"), hashes.hash("p\u00e4ss:word"));
    users.add(new UserName("bob"), hashes.hash("p\u00e4ss:word"));
    HttpRoutes http =
        new HttpRoutes(
            new HttpSettings(
                List.of(
                    URI.create("https://example.org"),
                    URI.create("https://files.example.net/my%20dav")),
                anonymous,
                proxies,
                "0.1.0",
                LAPTOP,
                new HostName("laptop")),
            new Authenticate(users, hashes, clock, new Random(1)),
            new RegisterHost(hosts, mode, clock, new Random(2)),
            new ListHosts(hosts, presences),
            catalogue,
            new ReadFile(routes, presences),
            new ChangeFiles(routes, presences, feed, catalogue),
            new AskSpace(routes),
            () -> List.copyOf(missing),
            clock);
    WebServerConfig.Builder builder =
        WebServer.builder().host("127.0.0.1").port(0).routing(http::addTo);
    ListenerSettings.apply(builder, _ -> {});
    server = builder.build().start();
    host("laptop", LAPTOP);
    online(LAPTOP);
  }

  public void host(String name, HostId id) {
    hosts.add(new Host(id, new HostName(name), new Origin.Own(), new Standing.Active(), THEN));
  }

  public void online(HostId id) {
    presences.online(id);
    routes.open(id, files);
  }

  /** Has another way lead to the laptop. */
  public void leadTo(HostFiles other) {
    routes.open(LAPTOP, other);
  }

  public void offline(HostId id) {
    presences.offline(id);
    routes.close(id, files);
  }

  /** Makes a file on the laptop, and the folders that it lies in. */
  public FileEntry file(String path, byte[] bytes) {
    return file(LAPTOP, EntryPath.parse(path), bytes);
  }

  public FileEntry file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public FileEntry file(HostId host, EntryPath path, byte[] bytes) {
    EntryId parent = folder(host, path.parent());
    Revision revision = new Revision(++lastId);
    FileEntry entry =
        new FileEntry(
            new EntryId(lastId), parent, path.name(), THEN, bytes.length, revision, revision);
    files.put(path, entry.state(), bytes);
    add(host, entry);
    return entry;
  }

  public EntryId folder(HostId host, EntryPath path) {
    if (path.isRoot()) {
      return EntryId.ROOT;
    }
    EntryId parent = folder(host, path.parent());
    for (Entry entry : entries.getOrDefault(host, List.of())) {
      if (entry.parent().equals(parent) && entry.name().equals(path.name())) {
        return entry.id();
      }
    }
    EntryId id = new EntryId(++lastId);
    add(host, new FolderEntry(id, parent, path.name(), THEN, new Revision(lastId)));
    return id;
  }

  private void add(HostId host, Entry entry) {
    List<Entry> all = entries.computeIfAbsent(host, _ -> new ArrayList<>());
    all.add(entry);
    Fingerprint sum = Fingerprint.EMPTY;
    for (Entry one : all) {
      sum = sum.plus(one);
    }
    IndexId index = new IndexId("0123456789abcdef");
    try (Staging staging = memory.stage(host, index)) {
      staging.add(all);
      if (!staging.commit(new ListHead(index, new Revision(lastId), sum, all.size()))) {
        throw new IllegalStateException("the list does not add up");
      }
    }
  }

  public int port() {
    return server.port();
  }

  public RawClient connect() {
    return new RawClient(port());
  }

  /** One request of the known user on a connection of its own. */
  public RawClient.Response ask(String method, String path, String... headers) {
    try (RawClient client = connect()) {
      return client.ask(method, path, headers);
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class PlainHashes implements PasswordHashes {
    @Override
    public String hash(String password) {
      return "plain:" + password;
    }

    @Override
    public String ofNobody() {
      return "nobody's";
    }

    @Override
    public boolean matches(String password, String hash) {
      return hash.equals("plain:" + password);
    }
  }
}
