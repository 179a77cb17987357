package org.synchronode.http.dav.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.RawClient.Response;
import org.synchronode.http.TestNode;
import org.synchronode.http.TrustedProxies;
import org.synchronode.http.dav.MultistatusReader;

class SearchTest {
  private static final HostId DESKTOP = new HostId("desktp".repeat(4) + "22");
  private static final String NAMES = "<D:select><D:prop><D:displayname/></D:prop></D:select>";
  private static final String EVERYWHERE = from("/browse/", "infinity");

  private final TestNode node = new TestNode();

  @BeforeEach
  void twoHostsOneOfThemOff() {
    node.file("docs/a.txt", "12345");
    node.file("docs/Big.TXT", "1234567890");
    node.file("docs/sub/deep.jpg", "1");
    node.host("desktop", DESKTOP);
    OwnersList owner = new OwnersList(new IndexId("0123456789abcdef"));
    EntryId music = owner.folder(EntryId.ROOT, "music");
    EntryId song = owner.file(music, "song.mp3");
    EntryId tagged = owner.file(music, "e\u0301t\u00e9.txt");
    owner.annotate(
        tagged,
        new Annotations(
            List.of(
                new DeadProperty(new PropertyName("u", "stars"), "<stars xmlns='u'>5</stars>"),
                new DeadProperty(new PropertyName("u", "made"), "<made xmlns='u'><by/>me</made>")),
            List.of()));
    owner.annotate(
        song,
        new Annotations(
            List.of(new DeadProperty(new PropertyName("u", "stars"), "<stars xmlns='u'>3</stars>")),
            List.of()));
    try (Staging staging = node.memory.stage(DESKTOP, owner.head().index())) {
      staging.add(List.copyOf(owner.entries()));
      assertThat(staging.commit(owner.head())).isTrue();
    }
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static String from(String href, String depth) {
    return "<D:from>" + scope(href, depth) + "</D:from>";
  }

  private static String scope(String href, String depth) {
    return "<D:scope><D:href>" + href + "</D:href><D:depth>" + depth + "</D:depth></D:scope>";
  }

  private static String prop(String name) {
    return "<D:prop><D:" + name + "/></D:prop>";
  }

  private static String literal(String text) {
    return "<D:literal>" + text + "</D:literal>";
  }

  private Response search(String path, String inner, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] =
        "body:<D:searchrequest xmlns:D='DAV:' xmlns:u='u'><D:basicsearch>"
            + inner
            + "</D:basicsearch></D:searchrequest>";
    return node.ask("SEARCH", path, all);
  }

  private List<String> found(String inner) {
    Response response = search("/browse/", NAMES + inner);
    assertThat(response.status()).as(response.text()).isEqualTo(207);
    return new MultistatusReader(response).hrefs();
  }

  private List<String> where(String condition) {
    return found(EVERYWHERE + "<D:where>" + condition + "</D:where>");
  }

  @Test
  void namesAreFoundOnAllHostsWhetherOnOrOff() {
    assertThat(where("<D:like>" + prop("displayname") + literal("%.txt") + "</D:like>"))
        .containsExactlyInAnyOrder(
            "/browse/desktop/music/e%CC%81t%C3%A9.txt",
            "/browse/laptop/docs/Big.TXT", "/browse/laptop/docs/a.txt");
    assertThat(
            where("<D:like caseless='no'>" + prop("displayname") + literal("%.TXT") + "</D:like>"))
        .containsExactly("/browse/laptop/docs/Big.TXT");
    assertThat(where("<D:eq>" + prop("displayname") + literal("\u00e9t\u00e9.TXT") + "</D:eq>"))
        .containsExactly("/browse/desktop/music/e%CC%81t%C3%A9.txt");
  }

  @Test
  void propertiesAreComparedAsWhatTheyAre() {
    assertThat(where("<D:gt>" + prop("getcontentlength") + literal("9") + "</D:gt>"))
        .containsExactly("/browse/laptop/docs/Big.TXT");
    assertThat(where("<D:lte>" + prop("getcontentlength") + literal(" 1 ") + "</D:lte>"))
        .containsExactly("/browse/laptop/docs/sub/deep.jpg");
    assertThat(where("<D:eq>" + prop("getcontenttype") + literal("image/jpeg") + "</D:eq>"))
        .containsExactly("/browse/laptop/docs/sub/deep.jpg");
    for (String time : List.of("Wed, 03 Jun 2026 01:02:03 GMT", "2026-06-03T03:02:03+02:00")) {
      assertThat(
              where(
                  "<D:and><D:eq>"
                      + prop("getlastmodified")
                      + literal(time)
                      + "</D:eq><D:is-collection/></D:and>"))
          .containsExactly("/browse/laptop/", "/browse/laptop/docs/", "/browse/laptop/docs/sub/");
    }
  }

  @Test
  void deadPropertiesAreSearchedToo() {
    String stars = "<D:prop><u:stars/></D:prop>";
    assertThat(where("<D:eq>" + stars + literal("5") + "</D:eq>"))
        .containsExactly("/browse/desktop/music/e%CC%81t%C3%A9.txt");
    assertThat(where("<D:is-defined>" + stars + "</D:is-defined>")).hasSize(2);
    String made = "<D:prop><u:made/></D:prop>";
    assertThat(where("<D:is-defined>" + made + "</D:is-defined>")).hasSize(1);
    assertThat(where("<D:eq>" + made + literal("me") + "</D:eq>")).isEmpty();
  }

  /** RFC 5323 §5.5.1. */
  @Test
  void whatIsNotKnownIsNeitherTrueNorFalse() {
    String large = "<D:gt>" + prop("getcontentlength") + literal("9") + "</D:gt>";
    assertThat(where("<D:not>" + large + "</D:not>"))
        .hasSize(4)
        .noneMatch(href -> href.endsWith("/"));
    assertThat(where("<D:or>" + large + "<D:is-collection/></D:or>")).hasSize(7);
    String unknown = "<D:eq>" + prop("creationdate") + literal("x") + "</D:eq>";
    assertThat(where(unknown)).isEmpty();
    assertThat(where("<D:not>" + unknown + "</D:not>")).isEmpty();
    assertThat(where("<D:and>" + unknown + large + "</D:and>")).isEmpty();
    assertThat(where("<D:not><D:and>" + unknown + large + "</D:and></D:not>")).hasSize(4);
    assertThat(where("<D:eq>" + prop("getcontentlength") + literal("ten") + "</D:eq>")).isEmpty();
  }

  @Test
  void scopesSayWhereAndHowDeep() {
    assertThat(found(from("/browse/laptop/docs/", "0"))).containsExactly("/browse/laptop/docs/");
    assertThat(found(from("/browse/laptop/docs", "1")))
        .containsExactly(
            "/browse/laptop/docs/",
            "/browse/laptop/docs/Big.TXT",
            "/browse/laptop/docs/a.txt",
            "/browse/laptop/docs/sub/");
    assertThat(found(from("/browse/", "1")))
        .containsExactly("/browse/", "/browse/desktop/", "/browse/laptop/");
    assertThat(found(from("https://example.org/browse/desktop/music/song.mp3", "infinity")))
        .containsExactly("/browse/desktop/music/song.mp3");
    Response relative = search("/browse/laptop", NAMES + from("docs/sub/", "infinity"));
    assertThat(new MultistatusReader(relative).hrefs())
        .containsExactly("/browse/laptop/docs/sub/", "/browse/laptop/docs/sub/deep.jpg");
    assertThat(new MultistatusReader(search("/browse/laptop/", NAMES + from("", "0"))).hrefs())
        .containsExactly("/browse/laptop/");
  }

  @Test
  void whatSeveralScopesHaveIsFoundOnce() {
    assertThat(
            found(
                "<D:from>"
                    + scope("/browse/laptop/docs/sub/", "infinity")
                    + scope("/browse/laptop/docs/", "1")
                    + scope("/browse/laptop/docs/", "infinity")
                    + scope("/browse/", "0")
                    + scope("/browse/", "1")
                    + "</D:from>"))
        .containsExactly(
            "/browse/laptop/docs/sub/",
            "/browse/laptop/docs/sub/deep.jpg",
            "/browse/laptop/docs/",
            "/browse/laptop/docs/Big.TXT",
            "/browse/laptop/docs/a.txt",
            "/browse/",
            "/browse/desktop/",
            "/browse/laptop/");
  }

  @Test
  void scopesThatLeadNowhereAreRefused() {
    for (String href :
        List.of(
            "/browse/nobody/",
            "/browse/laptop/nothing/",
            "/me",
            "https://elsewhere.example/browse/",
            "/browse/%ff",
            "/browse/?x")) {
      Response response = search("/browse/", NAMES + from(href, "0"));
      assertThat(response.status()).as(href).isEqualTo(422);
      assertThat(response.text()).contains("<D:search-scope-valid/>");
    }
    assertThat(search("/browse/nobody/", NAMES + EVERYWHERE).status()).isEqualTo(404);
  }

  @Test
  void resultsComeInTheOrderThatIsAskedFor() {
    String files = EVERYWHERE + "<D:where><D:not><D:is-collection/></D:not></D:where>";
    String bySize = "<D:order>" + prop("getcontentlength") + "<D:descending/></D:order>";
    String byName = "<D:order>" + prop("displayname") + "</D:order>";
    assertThat(found(files + "<D:orderby>" + bySize + byName + "</D:orderby>"))
        .containsExactly(
            "/browse/laptop/docs/Big.TXT",
            "/browse/desktop/music/song.mp3",
            "/browse/desktop/music/e%CC%81t%C3%A9.txt",
            "/browse/laptop/docs/a.txt",
            "/browse/laptop/docs/sub/deep.jpg");
    assertThat(
            found(
                files
                    + "<D:orderby>"
                    + byName
                    + "</D:orderby><D:limit><D:nresults>2</D:nresults></D:limit>"))
        .containsExactly("/browse/laptop/docs/a.txt", "/browse/laptop/docs/Big.TXT");
    assertThat(found(from("/browse/laptop/", "infinity") + "<D:orderby>" + bySize + "</D:orderby>"))
        .as("what has no length is less than what has one")
        .startsWith("/browse/laptop/docs/Big.TXT", "/browse/laptop/docs/a.txt")
        .endsWith("/browse/laptop/docs/sub/");
  }

  @Test
  void aLimitIsKept() {
    assertThat(found(EVERYWHERE + "<D:limit><D:nresults>3</D:nresults></D:limit>")).hasSize(3);
  }

  @Test
  void moreResultsThanAreToldAreSaidToBeThere() {
    OwnersList owner = new OwnersList(new IndexId("0123456789abcdef"));
    for (int i = 0; i < 2001; i++) {
      owner.file(EntryId.ROOT, "many " + i);
    }
    try (Staging staging = node.memory.stage(DESKTOP, owner.head().index())) {
      staging.add(List.copyOf(owner.entries()));
      assertThat(staging.commit(owner.head())).isTrue();
    }
    String many =
        "<D:where><D:like>" + prop("displayname") + literal("many%") + "</D:like></D:where>";
    for (String order : List.of("", "<D:orderby><D:order><D:score/></D:order></D:orderby>")) {
      List<MultistatusReader.One> all =
          new MultistatusReader(search("/browse/", NAMES + EVERYWHERE + many + order)).all();
      assertThat(all).hasSize(2001);
      assertThat(all.getLast().href()).isEqualTo("/browse/");
      assertThat(all.getLast().status()).contains("HTTP/1.1 507 Insufficient Storage");
    }
    assertThat(found(EVERYWHERE + many + "<D:limit><D:nresults>2000</D:nresults></D:limit>"))
        .hasSize(2000)
        .doesNotContain("/browse/");
  }

  @Test
  void resultsHaveThePropertiesThatAreAskedFor() {
    String where =
        "<D:where><D:eq>" + prop("displayname") + literal("song.mp3") + "</D:eq></D:where>";
    MultistatusReader.One all =
        new MultistatusReader(
                search("/browse/", "<D:select><D:allprop/></D:select>" + EVERYWHERE + where))
            .all()
            .getFirst();
    assertThat(all.value("getcontenttype")).contains("audio/mpeg");
    assertThat(all.element().getElementsByTagNameNS("u", "stars").getLength()).isEqualTo(1);
    MultistatusReader.One one =
        new MultistatusReader(search("/browse/", NAMES + EVERYWHERE + where)).all().getFirst();
    assertThat(one.elements("displayname")).hasSize(1);
    assertThat(one.elements("getcontenttype")).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodIsRefusedAndNeverIgnored() {
    for (String operator :
        List.of("<D:contains>word</D:contains>", "<u:near/>", "<D:not><u:near/></D:not>")) {
      Response response =
          search("/browse/", NAMES + EVERYWHERE + "<D:where>" + operator + "</D:where>");
      assertThat(response.status()).as(operator).isEqualTo(422);
      assertThat(response.text()).contains("<D:search-grammar-supported/>");
    }
    Response grammar =
        node.ask(
            "SEARCH",
            "/browse/",
            "body:<D:searchrequest xmlns:D='DAV:'><sql xmlns='u'/></D:searchrequest>");
    assertThat(grammar.status()).isEqualTo(422);
    assertThat(grammar.text()).contains("<D:search-grammar-supported/>");
    assertThat(node.ask("SEARCH", "/browse/").status()).isEqualTo(400);
    assertThat(search("/browse/", NAMES).status()).isEqualTo(400);
  }

  @Test
  void whatCanBeSearchedIsTold() {
    assertThat(node.ask("OPTIONS", "/browse/laptop/").header("DASL")).contains("<DAV:basicsearch>");
    assertThat(node.ask("OPTIONS", "/").header("DASL")).isEmpty();
    Response grammars =
        node.ask(
            "PROPFIND",
            "/browse/laptop/docs/a.txt",
            "Depth: 0",
            "body:<propfind xmlns='DAV:'><prop><supported-query-grammar-set/></prop></propfind>");
    assertThat(new MultistatusReader(grammars).all().getFirst().elements("basicsearch")).hasSize(1);
  }

  @Test
  void whoMayReadWithoutANameMaySearch() {
    assertThat(search("/browse/", NAMES + EVERYWHERE, "anonymous").status()).isEqualTo(401);
    try (TestNode open = new TestNode(true, TrustedProxies.NONE, RegistrationMode.APPROVE)) {
      assertThat(
              open.ask(
                      "SEARCH",
                      "/browse/",
                      "anonymous",
                      "body:<D:searchrequest xmlns:D='DAV:'><D:basicsearch>"
                          + NAMES
                          + EVERYWHERE
                          + "</D:basicsearch></D:searchrequest>")
                  .status())
          .isEqualTo(207);
    }
  }
}
