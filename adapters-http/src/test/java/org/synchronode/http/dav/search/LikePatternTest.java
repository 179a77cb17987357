package org.synchronode.http.dav.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LikePatternTest {
  private static boolean matches(String pattern, String value) {
    return new LikePattern(pattern, true).matches(value);
  }

  @Test
  void percentIsAnythingAndUnderscoreOneCharacter() {
    assertThat(matches("%.txt", "a.txt")).isTrue();
    assertThat(matches("%.txt", ".txt")).isTrue();
    assertThat(matches("%.txt", "a.txt2")).isFalse();
    assertThat(matches("a_c", "abc")).isTrue();
    assertThat(matches("a_c", "a\ud83d\ude00c")).isTrue();
    assertThat(matches("a_c", "ac")).isFalse();
    assertThat(matches("", "")).isTrue();
    assertThat(matches("", "a")).isFalse();
    assertThat(matches("%", "")).isTrue();
    assertThat(matches("%a%b%", "xxaxxbxx")).isTrue();
    assertThat(matches("%a%b%", "xxbxxaxx")).isFalse();
  }

  @Test
  void aBackslashMakesThemStandForThemselves() {
    assertThat(matches("50\\%", "50%")).isTrue();
    assertThat(matches("50\\%", "50x")).isFalse();
    assertThat(matches("a\\_b", "a_b")).isTrue();
    assertThat(matches("a\\_b", "axb")).isFalse();
    assertThat(matches("a\\\\b", "a\\b")).isTrue();
    assertThat(matches("a\\", "a\\")).isTrue();
  }

  @Test
  void whatLooksTheSameIsTheSame() {
    assertThat(matches("\u00e9%", "e\u0301t\u00e9")).isTrue();
    assertThat(matches("STRASSE", "stra\u00dfe")).isTrue();
    assertThat(new LikePattern("A%", false).matches("abc")).isFalse();
    assertThat(new LikePattern("a%", false).matches("abc")).isTrue();
  }

  @Test
  void aPatternOfAStrangerTakesNoLongTime() {
    String pattern = "%a".repeat(2000) + "b";
    assertThat(
            assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> matches(pattern, "a".repeat(4000))))
        .isFalse();
  }

  @Property
  void itIsWhatARegularExpressionSays(
      @ForAll @StringLength(max = 8) @Chars({'%', '_'}) @CharRange(from = 'a', to = 'b')
          String pattern,
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') String value) {
    String regex = pattern.replace("%", ".*").replace("_", ".");
    assertThat(matches(pattern, value)).isEqualTo(value.matches(regex));
  }
}
