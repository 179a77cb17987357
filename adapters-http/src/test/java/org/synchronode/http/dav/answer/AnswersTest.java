package org.synchronode.http.dav.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.request.LockReader;
import org.synchronode.http.dav.request.LockRequest;
import org.synchronode.http.dav.request.PropertyUpdate;
import org.synchronode.http.dav.request.PropertyUpdateReader;
import org.synchronode.http.dav.xml.XmlShape;
import org.synchronode.http.dav.xml.XmlText;
import org.synchronode.http.path.PublicPath;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class AnswersTest {
  private static final PublicPath FILE = PublicPath.file(List.of("browse", "laptop", "a & b"));
  private static final PublicPath FOLDER = PublicPath.folder(List.of("browse", "laptop"));

  @Test
  void anErrorTellsItsConditionAndTheResourcesOfIt() {
    assertThat(new DavError(DavCondition.LOCK_TOKEN_SUBMITTED, List.of(FILE, FOLDER)).document())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:error xmlns:D=\"DAV:\">"
                + "<D:lock-token-submitted><D:href>/browse/laptop/a%20&amp;%20b</D:href>"
                + "<D:href>/browse/laptop/</D:href></D:lock-token-submitted></D:error>\n");
    for (DavCondition condition : DavCondition.values()) {
      Element error = XmlShape.parse(DavError.of(condition).document());
      assertThat(error.getFirstChild().getNamespaceURI()).isEqualTo("DAV:");
      assertThat(error.getFirstChild().getLocalName()).matches("[a-z]+(-[a-z]+)+");
      assertThat(condition.status().code()).isBetween(403, 507);
    }
  }

  @Test
  void whatFailedIsToldResourceByResource() throws IOException {
    StringWriter out = new StringWriter();
    MultistatusWriter writer = new MultistatusWriter(out);
    writer.begin();
    writer.resource(FILE, new DavError(DavCondition.LOCK_TOKEN_SUBMITTED, List.of(FOLDER)));
    writer.resource(FOLDER, Status.FAILED_DEPENDENCY_424);
    writer.syncToken("http://x/sync/1?a&b");
    writer.end();

    Element answer = XmlShape.parse(out.toString());
    assertThat(texts(answer, "status"))
        .containsExactly("HTTP/1.1 423 Locked", "HTTP/1.1 424 Failed Dependency");
    assertThat(texts(answer, "href")).containsExactly(FILE.text(), FOLDER.text(), FOLDER.text());
    assertThat(children(elements(answer, "response").getFirst()))
        .containsExactly("href", "status", "error");
    assertThat(texts(answer, "sync-token")).containsExactly("http://x/sync/1?a&b");
    assertThat(children(answer)).containsExactly("response", "response", "sync-token");
  }

  @Test
  void whatBecameOfPropertiesIsToldByStatus() throws IOException {
    String sent =
        "<D:propertyupdate xmlns:D='DAV:' xmlns='u' xml:lang='de'><D:set><D:prop>"
            + "<x k='&#10;\"'>a<y xmlns=''>\ud83d\ude00</y>&#13;\r\n<![CDATA[<]]></x>"
            + "</D:prop></D:set></D:propertyupdate>";
    PropertyUpdate.Set set = firstSet(sent);
    StringWriter out = new StringWriter();
    MultistatusWriter writer = new MultistatusWriter(out);
    writer.begin();
    writer.properties(
        FILE,
        List.of(
            Propstat.of(
                Status.OK_200,
                List.of(
                    new AnsweredProperty.Dead(set.value().xml()),
                    new AnsweredProperty.Live("resourcetype", "<D:collection/>"),
                    new AnsweredProperty.Live("displayname", ""))),
            new Propstat(
                Status.FORBIDDEN_403,
                List.of(
                    new AnsweredProperty.Named(PropertyName.dav("getetag")),
                    new AnsweredProperty.Named(new PropertyName("", "none")),
                    new AnsweredProperty.Named(new PropertyName("u\"&", "other"))),
                Optional.of(DavError.of(DavCondition.CANNOT_MODIFY_PROTECTED_PROPERTY)))));
    writer.end();

    Element answer = XmlShape.parse(out.toString());
    assertThat(XmlShape.of(XmlShape.first(answer, "x")))
        .isEqualTo(XmlShape.of(XmlShape.first(XmlShape.parse(sent), "x")));
    List<Element> propstats = elements(answer, "propstat");
    assertThat(children(propstats.get(0))).containsExactly("prop", "status");
    assertThat(children(propstats.get(1))).containsExactly("prop", "status", "error");
    assertThat(children(elements(propstats.get(1), "prop").getFirst()))
        .containsExactly("getetag", "none", "other");
    assertThat(texts(answer, "status"))
        .containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 403 Forbidden");
    assertThat(XmlShape.first(answer, "none").getNamespaceURI()).isNull();
    assertThat(XmlShape.first(answer, "other").getNamespaceURI()).isEqualTo("u\"&");
  }

  @Test
  void aCollectionThatWasNotMadeIsToldItsProperties() {
    Element answer =
        XmlShape.parse(
            MultistatusWriter.mkcolResponse(
                List.of(
                    Propstat.of(
                        Status.FAILED_DEPENDENCY_424,
                        List.of(new AnsweredProperty.Named(PropertyName.dav("displayname")))))));
    assertThat(answer.getLocalName()).isEqualTo("mkcol-response");
    assertThat(texts(answer, "status")).containsExactly("HTTP/1.1 424 Failed Dependency");
  }

  @Test
  void aLockIsToldWithItsOwnerAsSent() {
    String sent =
        "<lockinfo xmlns='DAV:'><lockscope><exclusive/></lockscope><locktype><write/></locktype>"
            + "<owner xml:lang='hu'>Imre &amp; <href>mailto:x</href></owner></lockinfo>";
    LockRequest.Create lock = (LockRequest.Create) LockReader.read(utf8(sent));

    Element answer =
        XmlShape.parse(
            ActiveLock.document(
                List.of(
                    new ActiveLock(
                        lock.scope(),
                        Depth.INFINITY,
                        lock.owner(),
                        Duration.ofMinutes(10),
                        Optional.of("urn:uuid:1"),
                        FOLDER),
                    new ActiveLock(
                        Lock.Scope.SHARED,
                        Depth.ZERO,
                        Optional.empty(),
                        Duration.ofSeconds(-1),
                        Optional.empty(),
                        FILE))));

    assertThat(XmlShape.of(XmlShape.first(answer, "owner")))
        .isEqualTo(XmlShape.of(XmlShape.first(XmlShape.parse(sent), "owner")));
    List<Element> locks = elements(answer, "activelock");
    assertThat(children(locks.get(0)))
        .containsExactly(
            "lockscope", "locktype", "depth", "owner", "timeout", "locktoken", "lockroot");
    assertThat(children(locks.get(1)))
        .containsExactly("lockscope", "locktype", "depth", "timeout", "lockroot");
    assertThat(texts(answer, "depth")).containsExactly("infinity", "0");
    assertThat(texts(answer, "timeout")).containsExactly("Second-600", "Second-0");
    assertThat(texts(elements(answer, "locktoken").getFirst(), "href"))
        .containsExactly("urn:uuid:1");
    assertThat(texts(elements(answer, "lockroot").get(1), "href")).containsExactly(FILE.text());
  }

  @Test
  void bothScopesCanBeHad() {
    assertThat(ActiveLock.supportedLock())
        .isEqualTo(
            "<D:lockentry><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/>"
                + "</D:locktype></D:lockentry><D:lockentry><D:lockscope><D:shared/></D:lockscope>"
                + "<D:locktype><D:write/></D:locktype></D:lockentry>");
    assertThat(ActiveLock.lockDiscovery(List.of())).isEmpty();
  }

  @Property
  void aTextThatIsSetIsGivenBack(@ForAll @StringLength(max = 40) String any) {
    String text =
        any.codePoints()
            .filter(
                c ->
                    c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= ' ' && c < 0xd800)
                        || (c >= 0xe000 && c < 0xfffe)
                        || c >= 0x10000)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    PropertyUpdate.Set set =
        firstSet(
            "<D:propertyupdate xmlns:D='DAV:'><D:set><D:prop><x k=\""
                + XmlText.escape(text)
                + "\">"
                + XmlText.escapeContent(text)
                + "</x></D:prop></D:set></D:propertyupdate>");
    assertThat(set.value().text()).isEqualTo(text);
    Element kept = XmlShape.parse("<a>" + set.value().xml().text() + "</a>");
    assertThat(kept.getTextContent()).isEqualTo(text);
    assertThat(((Element) kept.getFirstChild()).getAttribute("k")).isEqualTo(text);
  }

  private static PropertyUpdate.Set firstSet(String body) {
    return (PropertyUpdate.Set) PropertyUpdateReader.read(utf8(body)).instructions().getFirst();
  }

  private static List<Element> elements(Element in, String local) {
    NodeList found = in.getElementsByTagNameNS("DAV:", local);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Element in, String local) {
    return elements(in, local).stream().map(Element::getTextContent).toList();
  }

  private static List<String> children(Element in) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < in.getChildNodes().getLength(); i++) {
      if (in.getChildNodes().item(i) instanceof Element child) {
        names.add(child.getLocalName());
      }
    }
    return names;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
