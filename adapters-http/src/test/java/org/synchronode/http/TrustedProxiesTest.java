package org.synchronode.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      new TrustedProxies(
          Stream.of("127.0.0.1", "10.0.0.0/8", "2001:db8::/32").map(AddressRange::parse).toList());

  @Test
  void theClientIsTheRightmostAddressThatIsNoTrustedProxy() {
    assertThat(client("127.0.0.1", "6.6.6.6, 192.0.2.1, 10.1.2.3")).isEqualTo("192.0.2.1");
    assertThat(client("127.0.0.1", "6.6.6.6", "192.0.2.1:4711")).isEqualTo("192.0.2.1");
    assertThat(client("2001:db8::1", "[2001:db9::1]:80")).isEqualTo("2001:db9:0:0:0:0:0:1");
    assertThat(client("10.0.0.1", "10.0.0.2")).isEqualTo("10.0.0.2");
  }

  @Test
  void nobodyElseIsBelieved() {
    assertThat(client("192.0.2.9", "6.6.6.6")).isEqualTo("192.0.2.9");
    assertThat(client("127.0.0.1")).isEqualTo("127.0.0.1");
    assertThat(client("127.0.0.1", "6.6.6.6, unknown")).isEqualTo("127.0.0.1");
    assertThat(client("127.0.0.1", "localhost")).isEqualTo("127.0.0.1");
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    for (String wrong : List.of("example.org", "10.0.0.0/33", "10.0.0.0/x", "")) {
      assertThatThrownBy(
              () -> new TrustedProxies(Stream.of(wrong).map(AddressRange::parse).toList()))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private String client(String peer, String... forwarded) {
    return proxies.client(InetAddress.ofLiteral(peer), List.of(forwarded)).getHostAddress();
  }
}
