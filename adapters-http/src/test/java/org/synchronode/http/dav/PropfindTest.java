package org.synchronode.http.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.host.HostId;
import org.synchronode.http.RawClient;
import org.synchronode.http.RawClient.Response;
import org.synchronode.http.TestNode;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PropfindTest {
  private static final HostId DESKTOP = new HostId("desktp".repeat(4) + "22");

  private final TestNode node = new TestNode();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void tellsAFolderAndItsMembers() {
    FileEntry entry = node.file("docs/a & b.txt", "hello");
    node.file("docs/sub/deep.txt", "deep");

    Response response = propfind("/browse/laptop/docs/", "1", "");

    assertThat(response.header("Content-Type")).contains("application/xml; charset=utf-8");
    assertThat(hrefs(response))
        .containsExactly(
            "/browse/laptop/docs/",
            "/browse/laptop/docs/a%20&%20b.txt",
            "/browse/laptop/docs/sub/");
    Element file = responses(response).get(1);
    assertThat(value(file, "displayname")).isEqualTo("a & b.txt");
    assertThat(value(file, "getcontentlength")).isEqualTo("5");
    assertThat(value(file, "getcontenttype")).isEqualTo("text/plain");
    assertThat(value(file, "getetag")).isEqualTo(entry.state().etag().quoted());
    assertThat(value(file, "getlastmodified")).isEqualTo("Wed, 03 Jun 2026 01:02:03 GMT");
    assertThat(elements(file, "collection")).isEmpty();
    Element folder = responses(response).get(2);
    assertThat(elements(folder, "collection")).hasSize(1);
    assertThat(elements(folder, "getcontentlength")).isEmpty();
    assertThat(elements(folder, "getetag")).isEmpty();
    Response get = node.ask("GET", "/browse/laptop/docs/a%20&%20b.txt");
    assertThat(get.header("ETag")).contains(value(file, "getetag"));
    assertThat(get.header("Content-Type")).contains(value(file, "getcontenttype"));
    assertThat(get.header("Last-Modified")).contains(value(file, "getlastmodified"));
  }

  @Test
  void tellsWhatChangedToWhoAsksAgain() {
    node.file("docs/a.txt", "hello");
    List<String> before = List.of("/browse/laptop/docs/", "/browse/laptop/docs/a.txt");
    assertThat(hrefs(propfind("/browse/laptop/docs/", "1", ""))).isEqualTo(before);
    Response again = propfind("/browse/laptop/docs", "1", "");
    assertThat(hrefs(again)).isEqualTo(before);
    assertThat(again.header("Content-Location")).contains("/browse/laptop/docs/");

    node.file("docs/b.txt", "hello");
    assertThat(hrefs(propfind("/browse/laptop/docs/", "1", "")))
        .containsExactly(
            "/browse/laptop/docs/", "/browse/laptop/docs/a.txt", "/browse/laptop/docs/b.txt");
    assertThat(hrefs(propfind("/browse/" + TestNode.LAPTOP.value() + "/docs/", "0", "")))
        .containsExactly("/browse/" + TestNode.LAPTOP.value() + "/docs/");
  }

  @Test
  void readsTheListOnceForWhoAsksAgain() {
    AtomicInteger read = new AtomicInteger();
    Catalogue counting =
        (Catalogue)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Catalogue.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("list")) {
                    read.incrementAndGet();
                  }
                  return method.invoke(node.memory, arguments);
                });
    node.file("a.txt", "hello");
    try (TestNode other = new TestNode(counting);
        RawClient client = other.connect()) {
      // The list of the first node, of which the second one has only the catalogue.
      String first = client.ask("PROPFIND", "/browse/laptop/", "Depth: 1").text();
      assertThat(first).contains("/browse/laptop/a.txt");
      assertThat(client.ask("PROPFIND", "/browse/laptop/", "Depth: 1").text()).isEqualTo(first);
      assertThat(read).hasValue(1);
      client.ask("PROPFIND", "/browse/laptop/", "Depth: 0");
      assertThat(read).hasValue(2);
    }
  }

  @Test
  void goesAsDeepAsAsked() {
    node.file("docs/sub/deep.txt", "deep");
    assertThat(hrefs(propfind("/browse/laptop/docs/", "0", "")))
        .containsExactly("/browse/laptop/docs/");
    List<String> all =
        List.of(
            "/browse/laptop/docs/", "/browse/laptop/docs/sub/", "/browse/laptop/docs/sub/deep.txt");
    assertThat(hrefs(propfind("/browse/laptop/docs/", "infinity", ""))).isEqualTo(all);
    assertThat(hrefs(node.ask("PROPFIND", "/browse/laptop/docs/"))).isEqualTo(all);
    assertThat(node.ask("PROPFIND", "/browse/laptop/docs/", "Depth: 2").status()).isEqualTo(400);
    assertThat(node.ask("PROPFIND", "/browse/laptop/nothing", "Depth: 0").status()).isEqualTo(404);
    assertThat(node.ask("PROPFIND", "/browse/laptop/docs/sub/deep.txt/", "Depth: 0").status())
        .isEqualTo(404);
  }

  @Test
  void tellsAllHostsWhetherTheyAreOnOrOff() {
    node.file("a.txt", "hello");
    node.host("desk top", DESKTOP);
    node.file(DESKTOP, EntryPath.of("b.txt"), new byte[3]);

    assertThat(hrefs(propfind("/browse", "1", "")))
        .containsExactly("/browse/", "/browse/desk%20top/", "/browse/laptop/");
    assertThat(hrefs(propfind("/browse/", "infinity", "")))
        .containsExactly(
            "/browse/",
            "/browse/desk%20top/",
            "/browse/desk%20top/b.txt",
            "/browse/laptop/",
            "/browse/laptop/a.txt");
    assertThat(propfind("/browse", "0", "").header("Content-Location")).contains("/browse/");
  }

  @Test
  void keepsTheSpellingThatWasAskedFor() {
    node.file("e\u0301/x.txt", "hello");
    String id = TestNode.LAPTOP.value();
    assertThat(hrefs(propfind("/browse/" + id + "/", "1", "")))
        .containsExactly("/browse/" + id + "/", "/browse/" + id + "/e%CC%81/");
    assertThat(hrefs(propfind("/browse/LAPTOP/%C3%A9", "1", "")))
        .containsExactly("/browse/LAPTOP/%C3%A9/", "/browse/LAPTOP/%C3%A9/x.txt");
    assertThat(node.ask("GET", "/browse/laptop/%C3%A9/x.txt").text()).isEqualTo("hello");
  }

  @Test
  void answersEachAskedPropertyOnce() {
    node.file("a.txt", "hello");
    Element file =
        responses(
                propfind(
                    "/browse/laptop/a.txt",
                    "0",
                    "<d:propfind xmlns:d='DAV:' xmlns:q='urn:q\"&amp;'><d:prop><d:getetag/>"
                        + "<d:getetag/><q:one/><two xmlns=''/><d:quota-used-bytes/><xml:x/>"
                        + "</d:prop></d:propfind>"))
            .getFirst();
    assertThat(elements(file, "propstat")).hasSize(2);
    assertThat(elements(file, "getetag")).hasSize(1);
    Element missing = elements(file, "propstat").get(1);
    assertThat(value(missing, "status")).isEqualTo("HTTP/1.1 404 Not Found");
    assertThat(missing.getElementsByTagNameNS("urn:q\"&", "one").getLength()).isEqualTo(1);
    assertThat(missing.getElementsByTagNameNS("*", "two").item(0).getNamespaceURI()).isNull();
    assertThat(elements(missing, "quota-used-bytes")).hasSize(1);
  }

  @Test
  void tellsNamesOnlyOrMoreThanAll() {
    node.file("a.txt", "hello");
    Element names =
        responses(
                propfind(
                    "/browse/laptop/a.txt", "0", "<propfind xmlns='DAV:'><propname/></propfind>"))
            .getFirst();
    assertThat(value(names, "getetag")).isEmpty();
    assertThat(elements(names, "getcontentlength")).hasSize(1);
    Element more =
        responses(
                propfind(
                    "/browse/laptop/a.txt",
                    "0",
                    "<propfind xmlns='DAV:'><ignored><prop/></ignored><allprop/>"
                        + "<include><acl/></include></propfind>"))
            .getFirst();
    assertThat(value(more, "getcontentlength")).isEqualTo("5");
    assertThat(elements(more, "acl")).hasSize(1);
  }

  @Test
  void refusesWhatIsNotAPropfind() {
    for (String body :
        List.of(
            "<propfind xmlns='DAV:'>",
            "<foo/>",
            "not xml",
            "<D:propfind xmlns:D='DAV:'><D:prop><bar:foo xmlns:bar=''/></D:prop></D:propfind>",
            "<propfind xmlns='DAV:'/>",
            "<propfind xmlns='DAV:'><prop/><allprop/></propfind>",
            "<!DOCTYPE x [<!ENTITY e 'y'>]><propfind xmlns='DAV:'><allprop/></propfind>",
            "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><propfind xmlns='DAV:'><allprop/></propfind>",
            "<propfind xmlns='DAV:'><prop>" + "<a>".repeat(100) + "</prop></propfind>",
            "<propfind xmlns='DAV:'><allprop/></propfind>trailing",
            "\u0000")) {
      assertThat(node.ask("PROPFIND", "/browse/laptop/", "Depth: 0", "body:" + body).status())
          .as(body)
          .isEqualTo(400);
    }
    StringBuilder many = new StringBuilder("<propfind xmlns='DAV:'><prop>");
    for (int i = 0; i < 1001; i++) {
      many.append("<a").append(i).append("/>");
    }
    many.append("</prop></propfind>");
    assertThat(node.ask("PROPFIND", "/browse/laptop/", "Depth: 0", "body:" + many).status())
        .isEqualTo(400);
  }

  @Test
  void refusesALargeBody() {
    String body =
        "<propfind xmlns='DAV:'><allprop/><!--" + "x".repeat(1_100_000) + "--></propfind>";
    assertThat(node.ask("PROPFIND", "/browse/laptop/", "body:" + body).status()).isEqualTo(413);
  }

  @Test
  void takesABodyThatIsNotThere() {
    node.file("a.txt", "x");
    assertThat(node.ask("PROPFIND", "/browse/laptop/", "Content-Length: 0").status())
        .isEqualTo(207);
    try (RawClient client = node.connect()) {
      client.send(
          RawClient.request(
              "PROPFIND", "/browse/laptop/", "Depth: 0", "Transfer-Encoding: chunked"));
      client.send("0\r\n\r\n");
      assertThat(client.read(false).status()).isEqualTo(207);
      assertThat(client.ask("GET", "/browse/laptop/a.txt").text()).isEqualTo("x");
    }
  }

  @Test
  void tellsEveryNameSoThatItIsFoundAgain() {
    List<String> names =
        List.of(
            "50%",
            "a%20b",
            "#1",
            "what?",
            "semi;colon",
            "a+b",
            "a&b",
            "(x)[y]{z}",
            "it's",
            "\"quoted\"",
            "<tag>",
            "back\\slash",
            ".hidden",
            "..dots..",
            "trailing.",
            " leading",
            "trailing ",
            "tab\there",
            "line\nbreak",
            "\u0001ctrl",
            "e\u0301",
            "\u00e9",
            "\ud83d\ude00",
            "\u202egnp.exe",
            "c:colon",
            "|pipe^",
            "~$lock.docx",
            ".~lock.x#",
            "\u65e5".repeat(85),
            "]]>",
            "&amp;",
            "CON",
            "-",
            "%2e%2e",
            "%2F");
    names.forEach(
        name ->
            node.file(
                TestNode.LAPTOP,
                EntryPath.of("d", name),
                name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    List<String> hrefs = hrefs(propfind("/browse/laptop/d/", "1", ""));

    assertThat(hrefs).hasSize(names.size() + 1);
    List<String> found = new ArrayList<>();
    for (String href : hrefs.subList(1, hrefs.size())) {
      Response response = node.ask("GET", href);
      assertThat(response.status()).as(href).isEqualTo(200);
      found.add(response.text());
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(names);
    String json = node.ask("GET", "/browse/laptop/d/").text();
    String html = node.ask("GET", "/browse/laptop/d/", "Accept: text/html").text();
    for (String href : hrefs.subList(1, hrefs.size())) {
      assertThat(json).contains("\"" + href + "\"");
      assertThat(html).contains("\"" + href.replace("&", "&amp;").replace("'", "&#39;") + "\"");
    }
    assertThat(html).doesNotContain("<tag>");
  }

  private Response propfind(String path, String depth, String body) {
    Response response =
        body.isEmpty()
            ? node.ask("PROPFIND", path, "Depth: " + depth)
            : node.ask("PROPFIND", path, "Depth: " + depth, "body:" + body);
    assertThat(response.status()).as(response.text()).isEqualTo(207);
    return response;
  }

  private static List<String> hrefs(Response response) {
    return responses(response).stream().map(one -> value(one, "href")).toList();
  }

  private static List<Element> responses(Response response) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      Document document =
          factory.newDocumentBuilder().parse(new ByteArrayInputStream(response.body()));
      return elements(document.getDocumentElement(), "response");
    } catch (Exception e) {
      throw new AssertionError(response.text(), e);
    }
  }

  private static List<Element> elements(Element in, String local) {
    NodeList found = in.getElementsByTagNameNS("DAV:", local);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String value(Element in, String local) {
    return elements(in, local).getFirst().getTextContent();
  }
}
