package org.synchronode.http.dav.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.request.SearchRequest.And;
import org.synchronode.http.dav.request.SearchRequest.BasicSearch;
import org.synchronode.http.dav.request.SearchRequest.Compare;
import org.synchronode.http.dav.request.SearchRequest.Comparison;
import org.synchronode.http.dav.request.SearchRequest.Condition;
import org.synchronode.http.dav.request.SearchRequest.Contains;
import org.synchronode.http.dav.request.SearchRequest.IsCollection;
import org.synchronode.http.dav.request.SearchRequest.IsDefined;
import org.synchronode.http.dav.request.SearchRequest.Like;
import org.synchronode.http.dav.request.SearchRequest.Not;
import org.synchronode.http.dav.request.SearchRequest.Or;
import org.synchronode.http.dav.request.SearchRequest.Order;
import org.synchronode.http.dav.request.SearchRequest.Scope;
import org.synchronode.http.dav.request.SearchRequest.Unknown;
import org.synchronode.http.dav.request.SearchRequest.UnknownGrammar;

class SearchReaderTest {
  private static final PropertyName SIZE = PropertyName.dav("getcontentlength");
  private static final PropertyName NAME = PropertyName.dav("displayname");
  private static final String SELECT = "<D:select><D:prop><D:displayname/></D:prop></D:select>";
  private static final String FROM =
      "<D:from><D:scope><D:href>/browse/</D:href><D:depth>infinity</D:depth></D:scope></D:from>";

  @Test
  void aWholeQueryIsRead() {
    assertThat(
            read(
                SELECT
                    + "<D:from><D:scope><D:href> /browse/a/ </D:href><D:depth>1</D:depth>"
                    + "<D:include-versions/></D:scope><D:scope><D:href>b</D:href>"
                    + "<D:depth>0</D:depth></D:scope></D:from>"
                    + "<D:where><D:gt><D:prop><D:getcontentlength/></D:prop>"
                    + "<D:literal>10000</D:literal></D:gt></D:where>"
                    + "<D:orderby><D:order><D:prop><D:getcontentlength/></D:prop><D:ascending/>"
                    + "</D:order><D:order caseless='no'><D:score/><D:descending/></D:order>"
                    + "</D:orderby><D:limit><D:nresults>10</D:nresults></D:limit>"))
        .isEqualTo(
            new BasicSearch(
                new PropfindRequest.Prop(List.of(NAME)),
                List.of(new Scope("/browse/a/", Depth.ONE), new Scope("b", Depth.ZERO)),
                Optional.of(new Compare(Comparison.GT, SIZE, "10000", true)),
                List.of(
                    new Order(Optional.of(SIZE), false, true),
                    new Order(Optional.empty(), true, false)),
                OptionalInt.of(10)));
  }

  @Test
  void aQueryNeedsNoConditions() {
    assertThat(read("<D:select><D:allprop/></D:select>" + FROM))
        .isEqualTo(
            new BasicSearch(
                new PropfindRequest.AllProp(List.of()),
                List.of(new Scope("/browse/", Depth.INFINITY)),
                Optional.empty(),
                List.of(),
                OptionalInt.empty()));
  }

  @Test
  void conditionsLieInEachOther() {
    assertThat(
            where(
                "<D:and><D:or><D:is-collection/><D:contains>some words</D:contains></D:or>"
                    + "<D:not><D:is-defined><D:prop><x xmlns='u'/></D:prop></D:is-defined></D:not>"
                    + "<D:like caseless='no'><D:prop><D:displayname/></D:prop>"
                    + "<D:literal> %a\\%_ </D:literal></D:like></D:and>"))
        .isEqualTo(
            new And(
                List.of(
                    new Or(List.of(new IsCollection(), new Contains("some words"))),
                    new Not(new IsDefined(new PropertyName("u", "x"))),
                    new Like(NAME, " %a\\%_ ", false))));
    for (Comparison comparison : Comparison.values()) {
      String name = comparison.name().toLowerCase(Locale.ROOT);
      assertThat(
              where(
                  "<D:"
                      + name
                      + "><D:prop><D:displayname/></D:prop><D:typed-literal>"
                      + "x</D:typed-literal></D:"
                      + name
                      + ">"))
          .isEqualTo(new Compare(comparison, NAME, "x", true));
    }
  }

  @Test
  void anUnknownOperatorIsNotIgnored() {
    assertThat(where("<D:not><x:near xmlns:x='u'><y/></x:near></D:not>"))
        .isEqualTo(new Not(new Unknown(new PropertyName("u", "near"))));
    assertThat(where("<eq/>")).isEqualTo(new Unknown(new PropertyName("", "eq")));
  }

  @Test
  void anotherGrammarIsUnknown() {
    assertThat(
            SearchReader.read(
                utf8("<D:searchrequest xmlns:D='DAV:'><sql xmlns='u'>x</sql></D:searchrequest>")))
        .isEqualTo(new UnknownGrammar(new PropertyName("u", "sql")));
  }

  @Test
  void whatBreaksTheGrammarIsRefused() {
    String literal = "<D:literal>x</D:literal>";
    String prop = "<D:prop><D:displayname/></D:prop>";
    for (String inner :
        List.of(
            "",
            SELECT,
            FROM,
            "<D:select/>" + FROM,
            SELECT + "<D:from/>",
            SELECT + "<D:from><D:scope><D:href>/</D:href></D:scope></D:from>",
            SELECT + "<D:from><D:scope><D:depth>0</D:depth></D:scope></D:from>",
            SELECT + FROM.replace("infinity", "2"),
            SELECT + FROM.repeat(101),
            SELECT + FROM + "<D:where/>",
            SELECT + FROM + "<D:where><D:is-collection/><D:is-collection/></D:where>",
            SELECT + FROM + "<D:where><D:is-collection/></D:where>".repeat(2),
            SELECT + FROM + "<D:where><D:and/></D:where>",
            SELECT + FROM + "<D:where><D:not/></D:where>",
            SELECT + FROM + "<D:where><D:or>" + "<x/>".repeat(200) + "</D:or></D:where>",
            SELECT + FROM + "<D:where><D:eq>" + literal + "</D:eq></D:where>",
            SELECT + FROM + "<D:where><D:eq>" + prop + "</D:eq></D:where>",
            SELECT + FROM + "<D:where><D:eq><D:prop/>" + literal + "</D:eq></D:where>",
            SELECT
                + FROM
                + "<D:where><D:eq><D:prop><a/><b/></D:prop>"
                + literal
                + "</D:eq></D:where>",
            SELECT + FROM + "<D:where><D:is-defined/></D:where>",
            SELECT + FROM + "<D:where><D:contains>" + "x".repeat(5000) + "</D:contains></D:where>",
            SELECT + FROM + "<D:orderby><D:order/></D:orderby>",
            SELECT + FROM + "<D:orderby><D:order>" + prop + "<D:score/></D:order></D:orderby>",
            SELECT
                + FROM
                + "<D:orderby>"
                + "<D:order><D:score/></D:order>".repeat(21)
                + "</D:orderby>",
            SELECT + FROM + "<D:limit><D:nresults>x</D:nresults></D:limit>")) {
      assertThatThrownBy(() -> read(inner)).as(inner).isInstanceOf(ProblemException.class);
    }
    for (String wrong :
        List.of("", "<D:searchrequest xmlns:D='DAV:'/>", "<D:basicsearch xmlns:D='DAV:'/>")) {
      assertThatThrownBy(() -> SearchReader.read(utf8(wrong)))
          .as(wrong)
          .isInstanceOf(ProblemException.class);
    }
  }

  private static Condition where(String condition) {
    return ((BasicSearch) read(SELECT + FROM + "<D:where>" + condition + "</D:where>"))
        .where()
        .orElseThrow();
  }

  private static SearchRequest read(String inner) {
    return SearchReader.read(
        utf8(
            "<D:searchrequest xmlns:D='DAV:'><D:basicsearch>"
                + inner
                + "</D:basicsearch></D:searchrequest>"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
