package org.synchronode.domain.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final Random random = new Random(1);

  @Test
  void aTokenHas256BitsAndHidesItself() {
    Token token = Token.random(random);
    assertThat(token.secret()).hasSize(43);
    assertThat(token.toString()).doesNotContain(token.secret());
    assertThat(JoinCode.random(random).toString()).isEqualTo("JoinCode[hidden]");
  }

  @Test
  void aMalformedTokenIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> new Token("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> new JoinCode("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aHashIsThatOfSha256AndEqualForEqualSecretsOnly() {
    assertThat(SecretHash.of("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(SecretHash.of("abc"))
        .isEqualTo(SecretHash.of("abc"))
        .isNotEqualTo(SecretHash.of("abd"));
  }

  @Test
  void idsAndCodesAreReadBackFromTheirText() {
    HostId id = HostId.random(random);
    assertThat(new HostId(id.value())).isEqualTo(id);
    assertThat(HostId.isForm(id.value())).isTrue();
    assertThat(HostId.isForm("laptop")).isFalse();
  }
}
