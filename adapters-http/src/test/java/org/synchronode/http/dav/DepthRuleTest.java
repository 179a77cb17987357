package org.synchronode.http.dav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

class DepthRuleTest {

  @Test
  void eachMethodHasItsOwnDepths() {
    takes(DepthRule.PROPFIND, Depth.INFINITY, List.of("0", "1", "infinity", "Infinity"));
    takes(DepthRule.COPY, Depth.INFINITY, List.of("0", "infinity"));
    takes(DepthRule.MOVE, Depth.INFINITY, List.of("infinity"));
    takes(DepthRule.DELETE, Depth.INFINITY, List.of("infinity"));
    takes(DepthRule.LOCK, Depth.INFINITY, List.of("0", "infinity"));
    takes(DepthRule.REPORT, Depth.ZERO, List.of("0", "1", "infinity"));
    takes(DepthRule.SYNC_COLLECTION, Depth.ZERO, List.of("0"));
  }

  private static void takes(DepthRule rule, Depth absent, List<String> allowed) {
    assertThat(rule.read(Optional.empty())).isEqualTo(absent);
    for (String text : List.of("0", "1", "infinity", "Infinity", "2", "", "noroot")) {
      if (allowed.contains(text) || allowed.contains(text.toLowerCase(Locale.ROOT))) {
        rule.read(Optional.of(text));
      } else {
        assertThatThrownBy(() -> rule.read(Optional.of(text)))
            .as(rule + " " + text)
            .isInstanceOf(ProblemException.class);
      }
    }
  }

  @Property
  void whateverComesIsReadOrRefused(@ForAll DepthRule rule, @ForAll String text) {
    try {
      rule.read(Optional.of(text));
    } catch (ProblemException e) {
      assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
    }
  }
}
