package org.synchronode.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.http.AddressRange;

class MasterSettingTest {
  @ParameterizedTest
  @CsvSource({
    "example.org, https://example.org/",
    "example.org:8443, https://example.org:8443/",
    "example.org/sync, https://example.org/sync/",
    "EXAMPLE.org:443/Sync/, https://example.org/Sync/",
    "localhost, http://localhost/",
    "localhost:3000, http://localhost:3000/",
    "localhost:443, http://localhost:443/",
    "127.0.0.1:3000, http://127.0.0.1:3000/",
    "127.9.9.9, http://127.9.9.9/",
    "127.0.0.1:3000/sync, http://127.0.0.1:3000/sync/",
    "[::1]:3000, http://[::1]:3000/",
    "[::1], http://[::1]/",
    "127.example.org, https://127.example.org/",
    "127.0.0.1.example.org, https://127.0.0.1.example.org/",
    "localhost.example.org, https://localhost.example.org/",
    "10.0.0.1, https://10.0.0.1/",
    "http://example.org, http://example.org/",
    "HTTPS://example.org/a/../b, https://example.org/b/",
    "https://bücher.example, https://xn--bcher-kva.example/",
    "' example.org ', https://example.org/",
  })
  void readsWhatPeopleWrite(String written, String url) {
    assertThat(MasterSetting.parse(written)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ws://example.org",
        "file:///etc",
        "https://",
        "https://ann@example.org",
        "ann:secret@example.org",
        "https://example.org?x=1",
        "https://example.org#x",
        "https://example.org:0",
        "https://example.org:port",
        "https://example.org:",
        "https://example.org/../x",
        "mailto:ann@example.org",
        "a b",
      })
  void refusesTheRest(String written) {
    assertThatThrownBy(() -> MasterSetting.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("secret"));
  }

  @Test
  void isReadableOnTheWayWithoutTlsExceptOnThisMachine() {
    assertThat(MasterSetting.parse("https://example.org").isPlainAndRemote()).isFalse();
    assertThat(MasterSetting.parse("http://[::1]:1").isPlainAndRemote()).isFalse();
    assertThat(MasterSetting.parse("http://127.0.0.1.example.org").isPlainAndRemote()).isTrue();
  }

  @Test
  void anAddressRangeHoldsTheAddressesWithItsFirstBits() {
    AddressRange range = AddressRange.parse("10.128.0.0/9");
    assertThat(range.contains(InetAddress.ofLiteral("10.200.1.1"))).isTrue();
    assertThat(range.contains(InetAddress.ofLiteral("10.1.1.1"))).isFalse();
    assertThat(range.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(AddressRange.parse("::1").contains(InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.ofLiteral("8.8.8.8"))).isTrue();
  }
}
