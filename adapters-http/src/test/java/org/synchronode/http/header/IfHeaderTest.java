package org.synchronode.http.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.http.header.IfHeader.Condition;
import org.synchronode.http.header.IfHeader.ConditionList;
import org.synchronode.http.header.IfHeader.EntityTag;
import org.synchronode.http.header.IfHeader.StateToken;

class IfHeaderTest {

  @Test
  void untaggedListsAreAboutTheRequestedResource() {
    assertThat(parse("(<urn:uuid:1> [\"etag\"]) ([W/\"b,])(\"])"))
        .isEqualTo(
            new IfHeader(
                List.of(
                    untagged(is(new StateToken("urn:uuid:1")), is(tag("etag", false))),
                    untagged(is(tag("b,])(", true))))));
  }

  @Test
  void aTagCountsForAllListsThatFollowIt() {
    assertThat(parse("</a/b> (<u:1>)(Not<u:2>) <http://x/c>\t([\"d\"])"))
        .isEqualTo(
            new IfHeader(
                List.of(
                    tagged("/a/b", is(new StateToken("u:1"))),
                    tagged("/a/b", not(new StateToken("u:2"))),
                    tagged("http://x/c", is(tag("d", false))))));
  }

  @Test
  void severalLinesAreOneHeader() {
    assertThat(IfHeader.parse(List.of("</a> (<u:1>)", "</b> (<u:2>)", "(<u:3>)")))
        .isEqualTo(parse("</a> (<u:1>) </b> (<u:2>) (<u:3>)"));
  }

  @Test
  void notIsReadInAnyCase() {
    assertThat(parse("(Not <DAV:no-lock> NOT [\"a\"] not<u:1>)"))
        .isEqualTo(
            new IfHeader(
                List.of(
                    untagged(
                        not(new StateToken("DAV:no-lock")),
                        not(tag("a", false)),
                        not(new StateToken("u:1"))))));
  }

  @Test
  void everyTokenIsSubmittedWhereverItStands() {
    assertThat(parse("</a> (<u:1> [\"x\"]) (Not <u:2>) </b> (<u:3>) (<u:1>)").submittedTokens())
        .containsExactly("u:1", "u:2", "u:3");
  }

  @Test
  void whatBreaksTheGrammarIsRefused() {
    for (String wrong :
        List.of(
            "",
            " ",
            "()",
            "( )",
            "(<u:1>",
            "<u:1>",
            "<u:1>)",
            "</a>",
            "</a> </b> (<u:1>)",
            "</a> (<u:1>) </b>",
            "(<u:1>) </a> (<u:2>)",
            "(<u:1>),(<u:2>)",
            "(<u:1>) x",
            "(<>)",
            "(<no-scheme>)",
            "(<u:1 >)",
            "(<u:<1>)",
            "(Not)",
            "(Not Not <u:1>)",
            "(N <u:1>)",
            "[\"a\"]",
            "([a])",
            "([\"a])",
            "([\"a\")",
            "([ \"a\"])",
            "([\"a\" ])",
            "([\"a b\"])",
            "([w/\"a\"])",
            "([])",
            "<a> (<u:1>)",
            "<> (<u:1>)",
            "((<u:1>))")) {
      assertThatThrownBy(() -> parse(wrong)).as(wrong).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void twoHundredTokensAreReadAndTooManyAreNot() {
    assertThat(parse(tokens(200)).submittedTokens()).hasSize(200);
    assertThatThrownBy(() -> parse("(" + "<u:1>".repeat(2001) + ")"))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> parse("(<u:" + "1".repeat(70_000) + ">)"))
        .isInstanceOf(ProblemException.class);
  }

  private static String tokens(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "</browse/laptop/" + i + "> (<urn:uuid:" + i + ">)")
        .collect(Collectors.joining(" "));
  }

  @Provide
  Arbitrary<String> nearlyRight() {
    return Arbitraries.of(
            "(", ")", "<", ">", "[", "]", "\"", "W/", "Not", " ", "\t", ",", "u:1", "/a", "x",
            "<u:1>", "(<u:1>)", "[\"e\"]", "</a>", "\u00e9")
        .list()
        .ofMaxSize(14)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void whateverComesIsReadOrRefused(@ForAll("nearlyRight") String near, @ForAll String any) {
    for (String text : List.of(near, any, "(" + any + ")", "(<u:1> " + near + ")")) {
      try {
        assertThat(parse(text).lists()).isNotEmpty();
      } catch (ProblemException e) {
        assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
      }
    }
  }

  @Provide
  Arbitrary<IfHeader> headers() {
    Arbitrary<IfHeader.Test> tests =
        Arbitraries.oneOf(
            Arbitraries.of("u:1", "DAV:no-lock", "urn:uuid:a(b)[c]").map(StateToken::new),
            Combinators.combine(
                    Arbitraries.strings().withCharRange('#', '~').ofMaxLength(5),
                    Arbitraries.of(true, false))
                .as(IfHeaderTest::tag));
    Arbitrary<List<Condition>> conditions =
        Combinators.combine(Arbitraries.of(true, false), tests)
            .as(Condition::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    Arbitrary<String> tags = Arbitraries.of("/", "/a%20b/", "http://x:80/c(d)");
    return Arbitraries.oneOf(
        conditions
            .map(list -> new ConditionList(Optional.empty(), list))
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(IfHeader::new),
        Combinators.combine(tags, conditions)
            .as((tag, list) -> new ConditionList(Optional.of(tag), list))
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(IfHeader::new));
  }

  @Property
  void whatIsWrittenIsReadAsTheSame(@ForAll("headers") IfHeader header) {
    assertThat(parse(write(header, ""))).isEqualTo(header);
    assertThat(parse(write(header, " "))).isEqualTo(header);
  }

  @Property
  void aMutatedHeaderIsReadOrRefused(
      @ForAll("headers") IfHeader header,
      @ForAll @IntRange(max = 1000) int place,
      @ForAll @IntRange(max = 3) int length,
      @ForAll("nearlyRight") String piece) {
    String right = write(header, " ");
    int from = place % right.length();
    int to = Math.min(right.length(), from + length);
    try {
      assertThat(parse(right.substring(0, from) + piece + right.substring(to)).lists())
          .isNotEmpty()
          .allSatisfy(list -> assertThat(list.conditions()).isNotEmpty());
    } catch (ProblemException e) {
      assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
    }
  }

  private static String write(IfHeader header, String blank) {
    StringBuilder text = new StringBuilder();
    for (ConditionList list : header.lists()) {
      list.tag().ifPresent(tag -> text.append('<').append(tag).append('>').append(blank));
      text.append('(');
      for (Condition condition : list.conditions()) {
        text.append(blank).append(condition.not() ? "Not" + blank : "");
        text.append(
            switch (condition.test()) {
              case StateToken(String uri) -> "<" + uri + ">";
              case EntityTag(TagCondition.Tag tag) ->
                  (tag.weak() ? "[W/\"" : "[\"") + tag.value() + "\"]";
            });
      }
      text.append(blank).append(')').append(blank);
    }
    return text.toString();
  }

  private static IfHeader parse(String text) {
    return IfHeader.parse(List.of(text));
  }

  private static ConditionList untagged(Condition... conditions) {
    return new ConditionList(Optional.empty(), List.of(conditions));
  }

  private static ConditionList tagged(String tag, Condition... conditions) {
    return new ConditionList(Optional.of(tag), List.of(conditions));
  }

  private static Condition is(IfHeader.Test test) {
    return new Condition(false, test);
  }

  private static Condition not(IfHeader.Test test) {
    return new Condition(true, test);
  }

  private static EntityTag tag(String value, boolean weak) {
    return new EntityTag(new TagCondition.Tag(value, weak));
  }
}
