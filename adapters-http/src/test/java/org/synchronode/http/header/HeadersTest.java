package org.synchronode.http.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.TagCondition;

class HeadersTest {

  /** Texts made of the pieces that the parsers look for. */
  @Provide
  Arbitrary<String> nearlyRight() {
    return Arbitraries.of(
            "\"",
            "W/",
            ",",
            "*",
            " ",
            "\t",
            "bytes=",
            "-",
            "0",
            "9999999999999999999999",
            "1",
            ";",
            "q=",
            "text/html",
            "*/*",
            "application/json",
            "Basic ",
            "YTpi",
            "=",
            "GMT",
            "Wed, ",
            "03 Jun 2026 ",
            "01:02:03 ",
            "x",
            "\u00e9")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void noParserThrowsAnythingButItsOwnError(
      @ForAll("nearlyRight") String near, @ForAll String any) {
    for (String text : List.of(near, any)) {
      RangeHeader.parse(Optional.of(text), Optional.of(text));
      RangeHeader.parse(Optional.of("bytes=" + text), Optional.empty());
      HttpDate.parse(text);
      Accept.prefersHtml(text);
      BasicCredentials.parse(text);
      ContentDisposition.attachment(text);
      try {
        EntityTags.parse(text);
      } catch (ProblemException e) {
        assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
      }
    }
  }

  @Property
  void aWrittenDateIsReadAsTheSameSecond(@ForAll int seconds) {
    Instant time = Instant.ofEpochSecond(seconds);
    String text = HttpDate.format(time);
    assertThat(text).matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    assertThat(HttpDate.parse(text)).contains(time);
  }

  @Property
  void aFileNameInAHeaderIsPlainAscii(@ForAll String name) {
    assertThat(ContentDisposition.inline(name)).matches("[\\x20-\\x7e]*").doesNotContain("\\");
  }

  @Test
  void datesAreInGmtWithTwoDigitsOfDay() {
    assertThat(TimeZone.getDefault().getID()).isEqualTo("Europe/Budapest");
    assertThat(HttpDate.format(Instant.parse("2026-06-03T01:02:03.9Z")))
        .isEqualTo("Wed, 03 Jun 2026 01:02:03 GMT");
    Instant read = Instant.parse("1994-11-06T08:49:37Z");
    assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT")).contains(read);
    assertThat(HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT")).contains(read);
    assertThat(HttpDate.parse("Sun Nov  6 08:49:37 1994")).contains(read);
    assertThat(HttpDate.parse("Mon, 06 Nov 1994 08:49:37 GMT")).isEmpty();
    assertThat(HttpDate.format(Instant.MAX)).endsWith("9999 23:59:59 GMT");
    assertThat(HttpDate.format(Instant.MIN)).endsWith("0001 00:00:00 GMT");
  }

  @Test
  void tagsHoldCommas() {
    assertThat(EntityTags.parse("\"a,b\" , W/\"c\",,\"\""))
        .isEqualTo(
            new TagCondition.OneOf(
                List.of(
                    new TagCondition.Tag("a,b", false),
                    new TagCondition.Tag("c", true),
                    new TagCondition.Tag("", false))));
    assertThat(EntityTags.parse(" * ")).isEqualTo(new TagCondition.Any());
    for (String wrong :
        List.of("", ",", "a", "\"a", "\"a\" \"b\"", "w/\"a\"", "\"a b\"", "*, \"a\"")) {
      assertThatThrownBy(() -> EntityTags.parse(wrong))
          .as(wrong)
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void severalRangesAreTheWhole() {
    assertThat(RangeHeader.parse(Optional.of("bytes=0-1,2-3"), Optional.empty()))
        .isEqualTo(new RangeRequest.Whole());
    assertThat(RangeHeader.parse(Optional.of("BYTES= 0-1 "), Optional.empty()))
        .isInstanceOf(RangeRequest.Part.class);
  }

  @Test
  void whoNamesHtmlGetsHtml() {
    assertThat(Accept.prefersHtml("text/html,application/xml;q=0.9,*/*;q=0.8")).isTrue();
    assertThat(Accept.prefersHtml("*/*")).isFalse();
    assertThat(Accept.prefersHtml("")).isFalse();
    assertThat(Accept.prefersHtml("application/json, text/html;q=0.5")).isFalse();
    assertThat(Accept.prefersHtml("text/html;q=0")).isFalse();
  }

  @Test
  void aPasswordMayHoldColons() {
    assertThat(BasicCredentials.parse("basic YTpiOmM=")).contains(new BasicCredentials("a", "b:c"));
    assertThat(BasicCredentials.parse("Bearer x")).isEmpty();
    assertThat(new BasicCredentials("a", "secret").toString()).doesNotContain("secret");
  }
}
