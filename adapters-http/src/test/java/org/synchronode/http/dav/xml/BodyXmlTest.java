package org.synchronode.http.dav.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class BodyXmlTest {

  @Test
  void aValueDeclaresWhatIsInScope() {
    assertThat(
            value(
                "<d:a xmlns:d='DAV:' xmlns='urn:x' xmlns:unused='urn:u' xml:lang='de'>"
                    + "<v d:k='&quot;&#10;'>q:name<e xmlns=''/></v></d:a>"))
        .isEqualTo(
            "<v xmlns=\"urn:x\" xmlns:d=\"DAV:\" xmlns:unused=\"urn:u\" d:k=\"&quot;&#10;\""
                + " xml:lang=\"de\">q:name<e xmlns=\"\"/></v>");
  }

  @Test
  void aValueWithoutANamespaceStaysWithoutOne() {
    assertThat(value("<a><v><w/></v></a>")).isEqualTo("<v xmlns=\"\"><w/></v>");
    assertThat(value("<a xmlns='u'><b:v xmlns:b='v' xmlns=''><w/></b:v></a>"))
        .isEqualTo("<b:v xmlns:b=\"v\"><w xmlns=\"\"/></b:v>");
    assertThat(value("<a xmlns='u'><v xmlns=''/></a>")).isEqualTo("<v xmlns=\"\"/>");
  }

  @Test
  void aPrefixMayMeanSomethingElseInside() {
    assertThat(value("<p:a xmlns:p='u'><p:v xmlns:p='v'><p:w xmlns:p='w' p:x=''/></p:v></p:a>"))
        .isEqualTo("<p:v xmlns:p=\"v\"><p:w xmlns:p=\"w\" p:x=\"\"/></p:v>");
    assertThat(value("<a><xml:v xmlns:xml='http://www.w3.org/XML/1998/namespace'/></a>"))
        .isEqualTo("<xml:v/>");
  }

  @Test
  void theNearestLanguageCounts() {
    assertThat(value("<a xml:lang='de'><v xml:lang='fr'/></a>"))
        .isEqualTo("<v xmlns=\"\" xml:lang=\"fr\"/>");
    assertThat(value("<a xml:lang='de'><v xml:lang=''/></a>"))
        .isEqualTo("<v xmlns=\"\" xml:lang=\"\"/>");
    assertThat(value("<a xml:lang=''><v/></a>")).isEqualTo("<v xmlns=\"\"/>");
  }

  @Test
  void textIsKeptToTheLetter() {
    assertThat(
            value(
                "<a><v> \t\r\n&#13;&#9;\"'&lt;&gt;&amp;<![CDATA[<x>]]>]]&gt;<!-- c --><?p i?>"
                    + "\ud83d\ude00&#x1F600;\u00e9e\u0301</v></a>"))
        .isEqualTo(
            "<v xmlns=\"\"> \t\n&#13;\t\"'&lt;&gt;&amp;&lt;x&gt;]]&gt;"
                + "\ud83d\ude00\ud83d\ude00\u00e9e\u0301</v>");
  }

  @Test
  void aValueKnowsItsTextAndItsChildren() {
    PropertyValue value = read("<a><v>x<b>y<c/></b>z<d xmlns='DAV:'/></v></a>");
    assertThat(value.text()).isEqualTo("xyz");
    assertThat(value.children()).containsExactly(new PropertyName("", "b"), PropertyName.dav("d"));
    assertThat(value.name()).isEqualTo(new PropertyName("", "v"));
  }

  @Test
  void aBodyIsInUtf8OrUtf16() {
    String plain = "<a><v>\u00e9\ud83d\ude00</v></a>";
    for (String document :
        List.of(
            plain,
            "\ufeff" + plain,
            "<?xml version='1.0' encoding='utf-8'?>" + plain,
            "<?xml version='1.0' encoding='UTF-16'?>" + plain)) {
      for (Charset charset :
          List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
        assertThat(
                BodyXml.read("TEST", document.getBytes(charset), BodyXmlTest::onlyValue)
                    .xml()
                    .text())
            .isEqualTo("<v xmlns=\"\">\u00e9\ud83d\ude00</v>");
      }
    }
    for (String encoding : List.of("ISO-8859-1", "UTF-7", "no-such", "IBM037")) {
      assertThatThrownBy(
              () -> value("<?xml version='1.0' encoding='" + encoding + "'?><a><v/></a>"))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void whatIsNotPlainXmlIsRefused() {
    for (String wrong :
        List.of(
            "",
            " ",
            "x",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>x",
            "<a><v></a></v>",
            "<a>&undeclared;</a>",
            "<a><v k='&undeclared;'/></a>",
            "<a><v>&undeclared;</v></a>",
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY e 'x'>]><a><v>&e;</v></a>",
            "<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>",
            "<?xml version='1.1'?><a><v>&#1;</v></a>",
            "<?xml version='1.0' encoding='no-such'?><a/>",
            "<p:a/>",
            "<a p:k=''/>",
            "<a xmlns:p=''/>",
            "<a><:v/></a>",
            "<a><v :k=''/></a>",
            "<a>\u0001</a>",
            "<a>&#xd800;</a>",
            "<a>&#xffff;</a>",
            "<a k='1' k='2'/>",
            "<a>".repeat(33) + "</a>".repeat(33))) {
      assertThatThrownBy(() -> value(wrong)).as(wrong).isInstanceOf(ProblemException.class);
    }
    for (byte[] wrong : List.of(new byte[] {'<', 'a', '>', -1}, new byte[] {0, '<', 0})) {
      assertThatThrownBy(() -> BodyXml.read("TEST", wrong, xml -> xml))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void whatGrowsBeyondBoundsIsRefused() {
    String declarations =
        IntStream.range(0, 101)
            .mapToObj(i -> " xmlns:p" + i + "='u'")
            .collect(Collectors.joining());
    assertThatThrownBy(() -> value("<a" + declarations + "/>"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("namespaces");
    String large = "<a xmlns:p='" + "u".repeat(900) + "'>" + "<v/>".repeat(3_000) + "</a>";
    assertThatThrownBy(() -> values(large))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("too large");
    StringBuilder names = new StringBuilder("<a>");
    IntStream.range(0, 1001).forEach(i -> names.append("<n").append(i).append("/>"));
    assertThatThrownBy(() -> BodyXml.read("TEST", utf8(names + "</a>"), BodyXml::propertyNames))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("1000");
  }

  @Test
  void aLargeBodyIsReadQuickly() {
    String namespaces =
        IntStream.range(0, 99).mapToObj(i -> " xmlns:p" + i + "='u'").collect(Collectors.joining());
    for (String piece :
        List.of("<a/>", "<a xmlns='b'/>", "<![CDATA[]]>", "<!---->", "<?p?>", "x", "\n")) {
      String document =
          "<a" + namespaces + "><v>" + piece.repeat(1_000_000 / piece.length()) + "</v></a>";
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(document), piece);
    }
  }

  /** Names, namespaces, languages and texts that could be mixed up. */
  @Provide
  Arbitrary<String> elements() {
    return element(3);
  }

  private static Arbitrary<String> element(int levels) {
    Arbitrary<String> prefixes = Arbitraries.of("", "", "p:", "q:", "D:", "xml:");
    Arbitrary<String> declarations =
        Arbitraries.of(
                " xmlns='u'",
                " xmlns=''",
                " xmlns:p='v'",
                " xmlns:q='v'",
                " xmlns:D='w'",
                " xmlns:D='DAV:'",
                " xml:lang='de'",
                " xml:lang=''",
                " k='&lt;&#9;&#10;&#13;&quot;\"\ud83d\ude00'",
                " p:k='1'",
                " q:m='\t\n'",
                " xml:space='preserve'")
            .set()
            .ofMaxSize(4)
            .map(set -> String.join("", set))
            .filter(BodyXmlTest::eachOnce);
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                " ",
                "x",
                "\r\n",
                "&#13;",
                "]]&gt;",
                "<![CDATA[<&]]>",
                "<!--c-->",
                "<?p i?>",
                "\ud83d\ude00",
                "&#x10FFFF;",
                "\ue000",
                "\u0085",
                "\u2028",
                "q:name",
                "&quot;'"),
            Arbitraries.strings().withCharRange('a', '\ud7ff').ofMaxLength(4));
    Arbitrary<String> content =
        levels == 0
            ? texts
            : Arbitraries.oneOf(texts, Arbitraries.lazy(() -> element(levels - 1)))
                .list()
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
    return Combinators.combine(prefixes, Arbitraries.of("v", "w", "\u00e9"), declarations, content)
        .as(
            (prefix, local, declared, inner) ->
                "<" + prefix + local + declared + ">" + inner + "</" + prefix + local + ">");
  }

  private static boolean eachOnce(String declarations) {
    List<String> names = new ArrayList<>();
    for (String part : declarations.strip().split(" (?=[a-zA-Z:]+=)", -1)) {
      names.add(part.split("=", 2)[0]);
    }
    return names.stream().distinct().count() == names.size();
  }

  @Property
  void whatIsKeptHasTheShapeOfWhatWasSent(@ForAll("elements") String element) {
    String document =
        "<a xmlns:p='pp' xmlns:q='qq' xmlns:D='DD' xml:lang='en'><b xmlns='bb'>"
            + element
            + "</b></a>";
    String kept = BodyXml.read("TEST", utf8(document), BodyXmlTest::innerValue).xml().text();
    String shape = XmlShape.of(firstIn(firstIn(XmlShape.parse(document))));
    for (String around :
        List.of(
            "<D:m xmlns:D='DAV:'>",
            "<D:m xmlns:D='DAV:' xmlns='urn:other' xmlns:p='x' xmlns:q='y'>")) {
      String answer = around + kept + "</D:m>";
      assertThat(XmlShape.of(firstIn(XmlShape.parse(answer)))).isEqualTo(shape);
      String again = value(answer);
      assertThat(XmlShape.of(XmlShape.parse(again))).isEqualTo(shape);
      assertThat(value(around + again + "</D:m>")).isEqualTo(again);
    }
  }

  private static Element firstIn(Element element) {
    Node child = element.getFirstChild();
    while (!(child instanceof Element found)) {
      child = child.getNextSibling();
    }
    return found;
  }

  private static PropertyValue innerValue(BodyXml xml) {
    assertThat(xml.nextChild()).isTrue();
    PropertyValue value = onlyValue(xml);
    xml.skip();
    return value;
  }

  private static PropertyValue onlyValue(BodyXml xml) {
    if (!xml.nextChild()) {
      throw xml.refused("nothing in it");
    }
    PropertyValue value = xml.value();
    xml.skip();
    return value;
  }

  private static PropertyValue read(String document) {
    return BodyXml.read("TEST", utf8(document), BodyXmlTest::onlyValue);
  }

  private static String value(String document) {
    return read(document).xml().text();
  }

  private static List<PropertyValue> values(String document) {
    return BodyXml.read(
        "TEST",
        utf8(document),
        xml -> {
          List<PropertyValue> values = new ArrayList<>();
          while (xml.nextChild()) {
            values.add(xml.value());
          }
          return values;
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
