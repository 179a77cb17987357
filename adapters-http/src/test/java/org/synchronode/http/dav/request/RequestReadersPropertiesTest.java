package org.synchronode.http.dav.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/** Whatever a stranger sends, a reader gives a value or refuses. */
class RequestReadersPropertiesTest {
  private static final List<Function<byte[], Object>> READERS =
      List.of(
          PropfindReader::read,
          PropertyUpdateReader::read,
          PropertyUpdateReader::readMkcol,
          LockReader::read,
          ReportReader::read,
          SearchReader::read);

  private static final List<String> RIGHT =
      List.of(
          "<D:propfind xmlns:D='DAV:'><D:allprop/><D:include><x xmlns='u'/></D:include>"
              + "</D:propfind>",
          "<?xml version='1.0' encoding='utf-8'?><D:propertyupdate xmlns:D='DAV:' xmlns:x='u'"
              + " xml:lang='de'><D:set><D:prop><x:a k='&#10;'>1<![CDATA[<]]>&amp;<b/>"
              + "\ud83d\ude00</x:a></D:prop></D:set><D:remove><D:prop><x:a/></D:prop></D:remove>"
              + "</D:propertyupdate>",
          "<mkcol xmlns='DAV:'><set><prop><resourcetype><collection/></resourcetype></prop></set>"
              + "</mkcol>",
          "<D:lockinfo xmlns:D='DAV:'><D:lockscope><D:shared/></D:lockscope><D:locktype><D:write/>"
              + "</D:locktype><D:owner>me</D:owner></D:lockinfo>",
          "<D:sync-collection xmlns:D='DAV:'><D:sync-token/><D:sync-level>1</D:sync-level>"
              + "<D:limit><D:nresults>5</D:nresults></D:limit><D:prop><D:a/></D:prop>"
              + "</D:sync-collection>",
          "<D:searchrequest xmlns:D='DAV:'><D:basicsearch><D:select><D:allprop/></D:select>"
              + "<D:from><D:scope><D:href>/</D:href><D:depth>1</D:depth></D:scope></D:from>"
              + "<D:where><D:and><D:like caseless='no'><D:prop><D:a/></D:prop><D:literal>x"
              + "</D:literal></D:like><D:not><D:is-collection/></D:not></D:and></D:where>"
              + "<D:orderby><D:order><D:score/></D:order></D:orderby></D:basicsearch>"
              + "</D:searchrequest>");

  private static final List<String> PIECES =
      List.of(
          "",
          "<",
          ">",
          "/>",
          "</",
          "\"",
          "'",
          "&",
          ";",
          "]]>",
          "<![CDATA[",
          "<!--",
          "-->",
          "<?",
          "?>",
          "<!DOCTYPE a>",
          "<!DOCTYPE a [<!ENTITY e 'x'>]>",
          "&e;",
          "&#0;",
          "&#xd800;",
          "D:",
          "xmlns:D='x'",
          "xmlns=''",
          "xml:lang=''",
          "\u0000",
          "\ud83d",
          "\ufeff",
          "\uffff",
          "<D:prop>",
          "</D:prop>",
          "<D:and>",
          "</D:and>",
          "version='1.1'",
          "encoding='UTF-16'",
          "-1",
          "infinity");

  /** A right body with some places overwritten. */
  @Provide
  Arbitrary<String> mutated() {
    Arbitrary<Tuple.Tuple3<Double, Integer, String>> changes =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 12),
                Arbitraries.of(PIECES))
            .as(Tuple::of);
    return Combinators.combine(Arbitraries.of(RIGHT), changes.list().ofMinSize(1).ofMaxSize(3))
        .as(
            (right, places) -> {
              String text = right;
              for (Tuple.Tuple3<Double, Integer, String> place : places) {
                int from = (int) (place.get1() * text.length());
                int to = Math.min(text.length(), from + place.get2());
                text = text.substring(0, from) + place.get3() + text.substring(to);
              }
              return text;
            });
  }

  /** Elements of all readers, in any order and depth. */
  @Provide
  Arbitrary<String> shuffled() {
    Arbitrary<String> names =
        Arbitraries.of(
            String.join("", RIGHT)
                .replaceAll("[^A-Za-z-]+", " ")
                .replace(" D ", " ")
                .strip()
                .split(" +"));
    return Arbitraries.recursive(
        () -> Arbitraries.of("", "1", "x", "<![CDATA[ ]]>"),
        inner ->
            Combinators.combine(names, inner.list().ofMaxSize(4))
                .as(
                    (name, parts) ->
                        "<D:" + name + ">" + String.join("", parts) + "</D:" + name + ">"),
        1,
        4);
  }

  @Property
  void aMutatedBodyIsReadOrRefused(@ForAll("mutated") String body) {
    check(body.getBytes(StandardCharsets.UTF_8));
    check(body.getBytes(StandardCharsets.UTF_16LE));
  }

  @Property
  void shuffledElementsAreReadOrRefused(@ForAll("shuffled") String inner) {
    for (String root :
        List.of("propfind", "propertyupdate", "lockinfo", "sync-collection", "mkcol")) {
      check(
          ("<D:" + root + " xmlns:D='DAV:'>" + inner + "</D:" + root + ">")
              .getBytes(StandardCharsets.UTF_8));
    }
    check(
        ("<D:searchrequest xmlns:D='DAV:'><D:basicsearch>"
                + inner
                + "</D:basicsearch></D:searchrequest>")
            .getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] body, @ForAll String text) {
    check(body);
    check(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void flippedBytesAreReadOrRefused(
      @ForAll("bodies") String right, @ForAll double place, @ForAll byte value) {
    byte[] body = right.getBytes(StandardCharsets.UTF_8);
    body[(int) (Math.abs(place % 1) * body.length)] = value;
    check(body);
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of(RIGHT);
  }

  private static void check(byte[] body) {
    for (Function<byte[], Object> reader : READERS) {
      try {
        assertThat(reader.apply(body)).isNotNull();
      } catch (ProblemException e) {
        assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
      }
    }
  }
}
