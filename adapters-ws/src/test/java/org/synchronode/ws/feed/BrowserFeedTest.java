package org.synchronode.ws.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.EntryChange;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.application.hosts.InMemoryHostStore;
import org.synchronode.application.hosts.Presences;
import org.synchronode.application.users.Authenticate;
import org.synchronode.application.users.InMemoryUserStore;
import org.synchronode.application.users.PasswordHashes;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.user.UserName;
import org.synchronode.ws.socket.FrozenPeer;
import tools.jackson.databind.JsonNode;

class BrowserFeedTest {
  private static final HostId HOST = new HostId("h".repeat(26));
  private static final IndexId INDEX = new IndexId("0123456789abcdef");
  private static final Map<String, String> ALICE = TestBrowser.login("alice", "sesame");

  private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
  private final InMemoryHostStore hosts = new InMemoryHostStore();
  private final Feed feed = new Feed();
  private final Presences presences = new Presences(catalogue, feed, Clock.systemUTC());
  private final InMemoryUserStore users = new InMemoryUserStore();
  private final OwnersList list = new OwnersList(INDEX);
  private final List<AutoCloseable> open = new ArrayList<>();
  private EntryId folder = EntryId.ROOT;

  @BeforeEach
  void aHostWithAFolderAndAUser() {
    users.add(new UserName("alice"), "sesame");
    hosts.add(
        new Host(
            HOST,
            new HostName("laptop"),
            new Origin.Registered(),
            new Standing.Active(),
            Instant.now()));
    catalogue.shareIndex().open(HOST, INDEX);
    folder = list.folder(EntryId.ROOT, "my folder");
    list.file(folder, "a.txt");
    publish();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private int serve(FeedSettings settings) {
    PasswordHashes plain =
        new PasswordHashes() {
          @Override
          public String hash(String password) {
            return password;
          }

          @Override
          public String ofNobody() {
            return "nobody's";
          }

          @Override
          public boolean matches(String password, String hash) {
            return password.equals(hash);
          }
        };
    BrowserFeed browsers =
        new BrowserFeed(
            feed,
            catalogue,
            hosts,
            presences,
            new Authenticate(users, plain, Clock.systemUTC(), new Random(1)),
            settings);
    WsRouting.Builder ws = WsRouting.builder();
    browsers.routing(ws);
    WebServer server =
        WebServer.builder().host("localhost").port(0).useNio(false).addRouting(ws).build().start();
    open.add(server::stop);
    open.add(browsers);
    return server.port();
  }

  private int serve() {
    return serve(FeedSettings.of("home", List.of(), false));
  }

  private TestBrowser browser(int port, Map<String, String> headers) {
    TestBrowser browser = new TestBrowser(port, "/browserWs", headers);
    open.add(browser);
    return browser;
  }

  private TestBrowser subscribed(String path) throws InterruptedException {
    TestBrowser browser = browser(serve(), ALICE);
    browser.subscribes(path);
    browser.hears("subscribed");
    return browser;
  }

  private void publish() {
    if (!(catalogue.apply(HOST, list.delta())
        instanceof ApplyOutcome.Applied(var head, var changes))) {
      throw new AssertionError("the list does not fit");
    }
    feed.publish(new Feed.ListChanged(HOST, head.revision(), changes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/browserWs", "/browserWs/"})
  void aBrowserRegistersAndIsToldWhoItIs(String path) throws Exception {
    try (TestBrowser browser = new TestBrowser(serve(), path, ALICE)) {
      browser.says("{\"type\":\"register\"}");
      JsonNode registered = browser.hears("registered");
      assertThat(registered.path("user").stringValue()).isEqualTo("alice");
      assertThat(registered.path("node").stringValue()).isEqualTo("home");
    }
  }

  @Test
  void whatHappensInAFolderIsTold() throws Exception {
    TestBrowser browser = browser(serve(), ALICE);
    browser.subscribes("/browse/laptop/my%20folder/");
    JsonNode subscribed = browser.hears("subscribed");
    assertThat(subscribed.path("path").stringValue()).isEqualTo("/browse/laptop/my%20folder/");
    assertThat(subscribed.path("revision").stringValue())
        .isEqualTo(list.head().revision().toString());

    EntryId b = list.file(folder, "b.txt");
    list.file(EntryId.ROOT, "elsewhere.txt");
    publish();
    JsonNode added = browser.hears("changed");
    assertThat(added.path("revision").stringValue()).isEqualTo(list.head().revision().toString());
    assertThat(told(added)).containsExactly("added b.txt");
    JsonNode file = added.path("changes").path(0);
    assertThat(file.path("kind").stringValue()).isEqualTo("file");
    assertThat(file.path("size").longValue()).isEqualTo(5);
    assertThat(file.path("etag").stringValue()).startsWith("\"");
    assertThat(Instant.parse(file.path("modified").stringValue())).isNotNull();

    list.write(b, 77);
    publish();
    assertThat(told(browser.hears())).containsExactly("changed b.txt");
    list.move(b, folder, "c.txt");
    publish();
    assertThat(told(browser.hears())).containsExactly("removed b.txt", "added c.txt");
    list.move(b, EntryId.ROOT, "c.txt");
    publish();
    assertThat(told(browser.hears())).containsExactly("removed c.txt");
    list.move(b, folder, "d.txt");
    publish();
    assertThat(told(browser.hears())).containsExactly("added d.txt");
    list.remove(b);
    publish();
    assertThat(told(browser.hears())).containsExactly("removed d.txt");
  }

  private static List<String> told(JsonNode changed) {
    List<String> told = new ArrayList<>();
    changed
        .path("changes")
        .forEach(
            change ->
                told.add(
                    change.path("change").stringValue() + " " + change.path("name").stringValue()));
    return told;
  }

  @Test
  void aFolderThatGoesOrIsRenamedIsGone() throws Exception {
    TestBrowser browser = subscribed("/browse/" + HOST + "/my%20folder");
    list.move(folder, EntryId.ROOT, "renamed");
    publish();
    assertThat(browser.hears("gone").path("path").stringValue())
        .isEqualTo("/browse/" + HOST + "/my%20folder");

    EntryId inner = list.folder(folder, "inner");
    publish();
    browser.subscribes("/browse/laptop/renamed/inner/");
    browser.hears("subscribed");
    list.remove(folder);
    publish();
    browser.hears("gone");
    assertThat(inner).isNotNull();
  }

  @Test
  void aListThatIsReplacedOrEventsThatAreMissedMeanReadingAnew() throws Exception {
    TestBrowser browser = subscribed("/browse/laptop/");
    feed.publish(new Feed.ListReplaced(HOST, list.head().revision()));
    browser.hears("reload");
    for (int i = 0; i < 1001; i++) {
      list.file(EntryId.ROOT, "file " + i);
    }
    publish();
    browser.hears("reload");
  }

  @Test
  void hostsAndWhetherTheyAreThereAreToldToWhoShowsThem() throws Exception {
    int port = serve();
    TestBrowser ofHosts = browser(port, ALICE);
    ofHosts.subscribes("/browse/");
    ofHosts.hears("subscribed");
    TestBrowser ofFolder = browser(port, ALICE);
    ofFolder.subscribes("/browse/laptop/");
    ofFolder.hears("subscribed");

    presences.online(HOST);
    for (TestBrowser browser : List.of(ofHosts, ofFolder)) {
      JsonNode presence = browser.hears("presence");
      assertThat(presence.path("host").stringValue()).isEqualTo(HOST.value());
      assertThat(presence.path("online").booleanValue()).isTrue();
      assertThat(Instant.parse(presence.path("since").stringValue())).isNotNull();
    }
    presences.offline(HOST);
    assertThat(ofHosts.hears("presence").path("online").booleanValue()).isFalse();
    feed.publish(new Feed.HostsChanged());
    ofHosts.hears("hosts");
  }

  @Test
  void whoUnsubscribesIsToldNothingMore() throws Exception {
    TestBrowser browser = subscribed("/browse/laptop/");
    browser.says("{\"type\":\"unsubscribe\",\"path\":\"/browse/laptop/\"}");
    browser.hears("unsubscribed");
    list.file(EntryId.ROOT, "x");
    publish();
    browser.says("{\"type\":\"register\"}");
    browser.hears("registered");
  }

  @ParameterizedTest
  @CsvSource({
    "/browse/nobody/, not-found",
    "/browse/laptop/no%20folder/, not-found",
    "/browse/laptop/my%20folder/a.txt, not-found",
    "/elsewhere/, bad-request",
    "/browse/laptop/%zz/, bad-request",
    "/browse/laptop/%ff/, bad-request",
    "/browse/laptop/%2e%2e/, bad-request",
    "/browse/laptop/a%2fb/, bad-request",
    "/browse/laptop//, bad-request",
  })
  void whatIsNoFolderIsAnError(String path, String code) throws Exception {
    TestBrowser browser = browser(serve(), ALICE);
    browser.subscribes(path);
    assertThat(browser.hears("error").path("code").stringValue()).isEqualTo(code);
  }

  @Test
  void hostsThatAreNotLetInAreNotThere() throws Exception {
    hosts.changeStanding(HOST, new Standing.Active(), new Standing.Revoked());
    TestBrowser browser = browser(serve(), ALICE);
    browser.subscribes("/browse/laptop/");
    assertThat(browser.hears("error").path("code").stringValue()).isEqualTo("not-found");
  }

  @Test
  void nonsenseIsAnErrorAndTheSocketStays() throws Exception {
    TestBrowser browser = browser(serve(), ALICE);
    for (String text : List.of("", "7", "{", "[[[[[[[[", "{\"type\":7}", "{\"type\":\"x\"}")) {
      browser.says(text);
      browser.hears("error");
    }
    browser.says("{\"type\":\"register\"}");
    browser.hears("registered");
  }

  @Test
  void messagesAreTextAndBounded() throws Exception {
    int port = serve();
    TestBrowser browser = browser(port, ALICE);
    browser.says(" ".repeat(64 * 1024 + 1));
    assertThat(browser.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
    TestBrowser binary = browser(port, ALICE);
    binary.says(new byte[10]);
    assertThat(binary.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
  }

  @Test
  void oneSocketHasAtMostAHundredSubscriptions() throws Exception {
    for (int i = 0; i < 101; i++) {
      list.folder(EntryId.ROOT, "f" + i);
    }
    publish();
    TestBrowser browser = browser(serve(), ALICE);
    for (int i = 0; i < 100; i++) {
      browser.subscribes("/browse/laptop/f" + i + "/");
      browser.hears("subscribed");
    }
    browser.subscribes("/browse/laptop/f100/");
    assertThat(browser.hears("error").path("code").stringValue()).isEqualTo("too-many");
  }

  private static int statusOf(Throwable refused) {
    return refused.getCause() instanceof WebSocketHandshakeException e
        ? e.getResponse().statusCode()
        : -1;
  }

  private void assertRefused(int port, Map<String, String> headers, int status) {
    assertThatThrownBy(() -> browser(port, headers))
        .isInstanceOf(CompletionException.class)
        .satisfies(refused -> assertThat(statusOf(refused)).isEqualTo(status));
  }

  @Test
  void onlyUsersMayWatch() {
    int port = serve();
    assertRefused(port, Map.of(), 401);
    assertRefused(port, TestBrowser.login("alice", "wrong"), 401);
    assertRefused(port, TestBrowser.login("nobody", "sesame"), 401);
    assertRefused(port, Map.of("Authorization", "Basic %%%"), 401);
  }

  @Test
  void whereAnonymousPeopleMayReadTheyMayWatch() throws Exception {
    int port = serve(FeedSettings.of("home", List.of(), true));
    TestBrowser browser = browser(port, Map.of());
    browser.says("{\"type\":\"register\"}");
    assertThat(browser.hears("registered").path("user").isNull()).isTrue();
    assertRefused(port, TestBrowser.login("alice", "wrong"), 401);
  }

  @Test
  void pagesOfOthersAreRefused() {
    int direct = serve();
    assertRefused(direct, with("Origin", "https://evil.example"), 403);
    assertRefused(direct, with("Origin", "null"), 403);
    browser(direct, with("Origin", "http://localhost:" + direct));

    int proxied =
        serve(
            FeedSettings.of(
                "home",
                List.of(URI.create("https://example.org/sync/"), URI.create("http://lan:3000")),
                false));
    browser(proxied, with("Origin", "https://example.org"));
    browser(proxied, with("Origin", "http://LAN:3000"));
    assertRefused(proxied, with("Origin", "http://example.org"), 403);
    assertRefused(proxied, with("Origin", "http://localhost:" + proxied), 403);
  }

  private static Map<String, String> with(String name, String value) {
    return Map.of("Authorization", ALICE.getOrDefault("Authorization", ""), name, value);
  }

  @Test
  void socketsAreBoundedAndPlacesAreGivenBack() throws Exception {
    int port = serve(new FeedSettings("home", List.of(), false, 2, 10, Duration.ofSeconds(25)));
    TestBrowser first = browser(port, ALICE);
    browser(port, ALICE);
    assertThat(browser(port, ALICE).closed.get(10, TimeUnit.SECONDS)).isEqualTo(1013);
    first.close();
    await()
        .until(
            () -> {
              TestBrowser next = browser(port, ALICE);
              next.says("{\"type\":\"register\"}");
              return next.heard.poll(1, TimeUnit.SECONDS) != null;
            });
  }

  @Test
  void socketsArePinged() {
    TestBrowser browser =
        browser(
            serve(new FeedSettings("home", List.of(), false, 2, 10, Duration.ofMillis(50))), ALICE);
    await().until(() -> browser.pings.get() >= 3);
  }

  private static boolean isOpen(FrozenPeer peer) {
    try {
      peer.says("{\"type\":\"register\"" + " ".repeat(126) + "}");
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aBrowserThatNeverReadsIsCutOff() throws Exception {
    int port = serve();
    String login = "Authorization: " + ALICE.getOrDefault("Authorization", "") + "\n";
    try (FrozenPeer frozen = new FrozenPeer(port, "/browserWs", login)) {
      frozen.says("{\"type\":\"subscribe\",\"path\":\"/browse/laptop/\"" + " ".repeat(100) + "}");
      for (int i = 0; i < 900; i++) {
        list.file(EntryId.ROOT, "file " + i + "x".repeat(100));
      }
      publish();
      List<EntryChange> changes =
          list.entries().stream().<EntryChange>map(EntryChange.Added::new).toList();
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                feed.publish(new Feed.ListChanged(HOST, new Revision(Long.MAX_VALUE), changes));
                return !isOpen(frozen);
              });
    }
  }
}
