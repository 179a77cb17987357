package org.synchronode.domain.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"laptop", "Anna's Mac", "büro", "a.b-c_d", "x"})
  void ordinaryNamesAreAllowed(String name) {
    assertThat(new HostName(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "a/b",
        "a\\b",
        "a\nb",
        "swarm",
        "Swarm",
        ".",
        "..",
        "abcdefghijklmnopqrstuvwxyz"
      })
  void namesThatWouldMisleadAreRefused(String name) {
    assertThatThrownBy(() -> new HostName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNumberFitsBehindTheLongestName() {
    assertThat(new HostName("x".repeat(64)).numbered(12).value()).hasSize(64).endsWith("-12");
    assertThat(new HostName("laptop").numbered(2).value()).isEqualTo("laptop-2");
  }

  @Test
  void caseDoesNotTellNamesApart() {
    assertThat(new HostName("Laptop").canonical()).isEqualTo(new HostName("LAPTOP").canonical());
  }
}
