package org.synchronode.http.dav.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.http.RawClient;
import org.synchronode.http.RawClient.Response;
import org.synchronode.http.TestNode;
import org.synchronode.http.TrustedProxies;
import org.synchronode.http.dav.MultistatusReader;

class ReportTest {
  private static final HostId DESKTOP = new HostId("desktp".repeat(4) + "22");
  private static final EntryId ROOT = EntryId.ROOT;

  private final TestNode node = new TestNode();
  private final RawClient http = node.connect();
  private final OwnersList owner = new OwnersList(new IndexId("0123456789abcdef"));

  @BeforeEach
  void aHostThatIsOff() {
    node.host("desktop", DESKTOP);
    receive(owner);
  }

  @AfterEach
  void stop() {
    http.close();
    node.close();
  }

  private void receive(OwnersList list) {
    try (Staging staging = node.memory.stage(DESKTOP, list.head().index())) {
      staging.add(List.copyOf(list.entries()));
      assertThat(staging.commit(list.head())).isTrue();
    }
    list.tell();
  }

  private void tell() {
    assertThat(node.memory.apply(DESKTOP, owner.delta())).isInstanceOf(ApplyOutcome.Applied.class);
  }

  private SyncClient client(String folder, String level) {
    return new SyncClient(http, "/browse/desktop/" + folder, level);
  }

  /** What the next report tells: hrefs, those that went with a minus. */
  private static List<String> news(SyncClient client) {
    Response response = client.report("");
    assertThat(response.status()).as(response.text()).isEqualTo(207);
    MultistatusReader answer = new MultistatusReader(response);
    client.token = answer.syncToken().orElseThrow();
    return answer.all().stream()
        .map(one -> (one.status().isPresent() ? "-" : "") + one.href())
        .toList();
  }

  private Response report(String path, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "body:" + body;
    return http.ask("REPORT", path, all);
  }

  private static String body(String token, String level) {
    return "<D:sync-collection xmlns:D='DAV:'><D:sync-token>"
        + token
        + "</D:sync-token><D:sync-level>"
        + level
        + "</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>";
  }

  @Test
  void whoBeginsGetsTheMembersAndAToken() {
    owner.file(owner.folder(ROOT, "docs"), "a.txt");
    owner.file(ROOT, "b.txt");
    tell();
    assertThat(news(client("", "1")))
        .containsExactly("/browse/desktop/b.txt", "/browse/desktop/docs/");
    SyncClient deep = client("", "infinite");
    assertThat(news(deep))
        .containsExactly(
            "/browse/desktop/b.txt", "/browse/desktop/docs/", "/browse/desktop/docs/a.txt");
    assertThat(URI.create(deep.token).isAbsolute()).isTrue();
    assertThat(news(deep)).isEmpty();
  }

  @Test
  void changedMembersHaveTheirPropertiesAndRemovedOnesAStatus() {
    EntryId changed = owner.file(ROOT, "changed");
    EntryId removed = owner.file(ROOT, "removed");
    owner.file(ROOT, "stays");
    tell();
    SyncClient client = client("", "1");
    news(client);
    owner.write(changed, 100);
    owner.remove(removed);
    owner.folder(ROOT, "new");
    tell();
    assertThat(news(client))
        .containsExactlyInAnyOrder(
            "/browse/desktop/changed", "-/browse/desktop/removed", "/browse/desktop/new/");
    assertThat(news(client)).isEmpty();
  }

  @Test
  void aRenameIsOneRemovedAndOneNew() {
    EntryId file = owner.file(ROOT, "old");
    EntryId folder = owner.folder(ROOT, "folder");
    owner.file(owner.folder(folder, "sub"), "deep");
    tell();
    SyncClient flat = client("", "1");
    SyncClient deep = client("", "infinite");
    news(flat);
    news(deep);
    owner.move(file, ROOT, "new");
    owner.move(folder, ROOT, "other");
    tell();
    assertThat(news(flat))
        .containsExactlyInAnyOrder(
            "-/browse/desktop/old",
            "/browse/desktop/new",
            "-/browse/desktop/folder/",
            "/browse/desktop/other/");
    assertThat(news(deep))
        .containsExactlyInAnyOrder(
            "-/browse/desktop/old",
            "/browse/desktop/new",
            "-/browse/desktop/folder/",
            "/browse/desktop/other/",
            "/browse/desktop/other/sub/",
            "/browse/desktop/other/sub/deep");
  }

  @Test
  void whatTookThePlaceOfAnotherIsToldAsChanged() {
    EntryId file = owner.file(ROOT, "file");
    EntryId folder = owner.folder(ROOT, "folder");
    tell();
    SyncClient flat = client("", "1");
    news(flat);
    owner.remove(file);
    owner.file(ROOT, "file");
    owner.remove(folder);
    owner.folder(ROOT, "folder");
    tell();
    assertThat(news(flat))
        .containsExactlyInAnyOrder("/browse/desktop/file", "/browse/desktop/folder/");
  }

  /** What lay in the old one was never told, so that who has it must begin anew. */
  @Test
  void whereAFolderTookThePlaceOfAnotherOneWhoWantsAllBeginsAnew() {
    EntryId folder = owner.folder(ROOT, "folder");
    owner.file(folder, "old");
    tell();
    SyncClient deep = client("", "infinite");
    deep.sync(0);
    owner.remove(folder);
    owner.file(owner.folder(ROOT, "folder"), "new");
    tell();
    deep.sync(0);
    assertThat(deep.restarts).isEqualTo(1);
    assertThat(deep.copy).isEqualTo(deep.listing());
  }

  @Test
  void aFolderTellsOnlyWhatLiesInIt() {
    EntryId docs = owner.folder(ROOT, "docs");
    EntryId sub = owner.folder(docs, "sub");
    EntryId deep = owner.file(sub, "deep");
    EntryId other = owner.file(ROOT, "other");
    tell();
    SyncClient flat = client("docs/", "1");
    SyncClient all = client("docs/", "infinite");
    assertThat(news(flat)).containsExactly("/browse/desktop/docs/sub/");
    news(all);
    owner.write(deep, 1);
    owner.write(other, 2);
    tell();
    assertThat(news(flat)).isEmpty();
    assertThat(news(all)).containsExactly("/browse/desktop/docs/sub/deep");
    owner.move(deep, ROOT, "deep");
    owner.move(other, docs, "other");
    tell();
    assertThat(news(flat)).containsExactly("/browse/desktop/docs/other");
    assertThat(news(all))
        .containsExactlyInAnyOrder("-/browse/desktop/docs/sub/deep", "/browse/desktop/docs/other");
  }

  @Test
  void aFolderThatMovedOrWasReplacedIsAnotherCollection() {
    EntryId docs = owner.folder(ROOT, "docs");
    tell();
    SyncClient before = client("docs/", "1");
    news(before);
    owner.move(docs, ROOT, "papers");
    owner.folder(ROOT, "docs");
    tell();
    assertRefused(client("papers/", "1"), before.token);
    assertRefused(client("docs/", "1"), before.token);
    assertRefused(client("", "1"), before.token);
  }

  @Test
  void tokensOfOtherListsOrFromBeforeWhatIsRememberedAreRefused() {
    SyncClient client = client("", "1");
    news(client);
    String token = client.token;
    owner.file(ROOT, "a");
    receive(owner);
    assertRefused(client, token);
    OwnersList restored = new OwnersList(IndexId.random(new Random()));
    receive(restored);
    assertRefused(client, token);
    for (String wrong :
        List.of(
            "x",
            "http://example.org/1",
            token + "0",
            token.replace(":0.", ":9."),
            token.replace(DESKTOP.value(), TestNode.LAPTOP.value()))) {
      assertRefused(client, wrong);
    }
  }

  private static void assertRefused(SyncClient client, String token) {
    client.token = token;
    Response response = client.report("");
    assertThat(response.status()).as(token).isEqualTo(403);
    assertThat(response.text()).contains("<D:error xmlns:D=\"DAV:\"><D:valid-sync-token/>");
  }

  @Test
  void aLimitEndsAPageThatTheNextOneGoesOnFrom() {
    EntryId folder = owner.folder(ROOT, "folder");
    for (int i = 0; i < 9; i++) {
      owner.file(folder, "file " + i);
    }
    tell();
    SyncClient client = client("", "infinite");
    assertThat(client.step(4)).isFalse();
    assertThat(client.copy).hasSize(4);
    assertThat(client.step(4)).isFalse();
    assertThat(client.step(4)).isTrue();
    assertThat(client.copy).isEqualTo(client.listing());
    assertThat(client.restarts).isZero();
  }

  @Test
  void aLimitThatOneChangeAloneBreaksIsRefused() {
    EntryId folder = owner.folder(ROOT, "folder");
    owner.file(folder, "a");
    owner.file(folder, "b");
    tell();
    SyncClient client = client("", "infinite");
    news(client);
    owner.move(folder, ROOT, "moved");
    tell();
    Response response = client.report("<D:limit><D:nresults>2</D:nresults></D:limit>");
    assertThat(response.status()).isEqualTo(507);
    assertThat(response.text()).contains("number-of-matches-within-limits");
  }

  @Test
  void thePropertiesOfAFolderSayWhatCanBeAsked() {
    owner.file(ROOT, "a");
    owner.folder(ROOT, "docs");
    tell();
    String asked =
        "<D:propfind xmlns:D='DAV:'><D:prop><D:sync-token/><D:supported-report-set/></D:prop>"
            + "</D:propfind>";
    MultistatusReader answer =
        new MultistatusReader(
            http.ask("PROPFIND", "/browse/desktop/", "Depth: 1", "body:" + asked));
    SyncClient client = client("", "1");
    news(client);
    assertThat(answer.all().get(0).value("sync-token")).contains(client.token);
    assertThat(answer.all().get(0).elements("sync-collection")).hasSize(1);
    assertThat(answer.all().get(1).elements("status").getLast().getTextContent())
        .isEqualTo("HTTP/1.1 404 Not Found");
    assertThat(answer.all().get(1).value("sync-token")).contains("");
    SyncClient docs = client("docs/", "1");
    news(docs);
    assertThat(answer.all().get(2).value("sync-token")).contains(docs.token);
    assertThat(http.ask("PROPFIND", "/browse/desktop/", "Depth: 0").text())
        .doesNotContain("sync-token")
        .doesNotContain("supported-report-set");
  }

  @Test
  void whatIsNoSyncOfAFolderIsRefused() {
    owner.file(ROOT, "a");
    tell();
    assertThat(report("/browse/desktop/", body("", "1"), "Depth: 1").status()).isEqualTo(400);
    assertThat(report("/browse/desktop/", body("", "1"), "Depth: infinity").status())
        .isEqualTo(400);
    assertThat(report("/browse/desktop/", body("", "1"), "Depth: 0").status()).isEqualTo(207);
    assertThat(report("/browse/desktop/", "").status()).isEqualTo(400);
    assertThat(report("/browse/desktop/nothing/", body("", "1")).status()).isEqualTo(404);
    for (Response unknown :
        List.of(
            report("/browse/desktop/a", body("", "1")),
            report("/browse/desktop/", "<D:expand-property xmlns:D='DAV:'/>"))) {
      assertThat(unknown.status()).isEqualTo(403);
      assertThat(unknown.text()).contains("<D:supported-report/>");
    }
  }

  @Test
  void aHostWithoutAListHasNoMembersYet() {
    HostId late = new HostId("latest".repeat(4) + "22");
    node.host("late", late);
    SyncClient client = new SyncClient(http, "/browse/late/", "infinite");
    assertThat(news(client)).isEmpty();
    assertThat(news(client)).isEmpty();
    node.file(late, EntryPath.of("a"), new byte[1]);
    assertRefused(client, client.token);
  }

  @Test
  void theFolderOfAllHostsTellsWhichOfThemChanged() {
    SyncClient client = new SyncClient(http, "/browse/", "1");
    assertThat(news(client)).containsExactly("/browse/desktop/", "/browse/laptop/");
    assertThat(news(client)).isEmpty();
    owner.file(ROOT, "a");
    tell();
    assertThat(news(client)).containsExactly("/browse/desktop/");
    assertThat(node.hosts.rename(DESKTOP, new HostName("tower"))).isTrue();
    node.host("new", new HostId("newest".repeat(4) + "22"));
    assertThat(news(client)).containsExactly("-/browse/desktop/", "/browse/new/", "/browse/tower/");
    client.token = "";
    client.sync(1);
    assertThat(client.copy).isEqualTo(client.listing());
    Response deep = report("/browse/", body("", "infinite"));
    assertThat(deep.status()).isEqualTo(403);
    assertThat(deep.text()).contains("<D:sync-traversal-supported/>");
    assertThat(
            new MultistatusReader(
                    http.ask(
                        "PROPFIND",
                        "/browse/",
                        "Depth: 0",
                        "body:<propfind xmlns='DAV:'><prop><sync-token/></prop></propfind>"))
                .all()
                .getFirst()
                .value("sync-token"))
        .contains(client.token);
    assertRefused(client, "urn:synchronode:hosts:!");
  }

  @Test
  void whoMayReadWithoutANameMayAskForReports() {
    assertThat(report("/browse/", body("", "1"), "anonymous").status()).isEqualTo(401);
    try (TestNode open = new TestNode(true, TrustedProxies.NONE, RegistrationMode.APPROVE);
        RawClient stranger = open.connect()) {
      assertThat(stranger.ask("REPORT", "/browse/", "anonymous", "body:" + body("", "1")).status())
          .isEqualTo(207);
    }
  }
}
