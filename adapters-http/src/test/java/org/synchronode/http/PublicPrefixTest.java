package org.synchronode.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.hosts.RegistrationMode;

/** Behind a proxy that has this node below a path, addresses are told with that path. */
class PublicPrefixTest {
  private final TestNode node =
      new TestNode(
          false,
          new TrustedProxies(Stream.of("127.0.0.0/8").map(AddressRange::parse).toList()),
          RegistrationMode.APPROVE);

  @AfterEach
  void close() {
    node.close();
  }

  private String listed(String path, String... headers) {
    String[] all = Stream.concat(Stream.of("Depth: 1"), Stream.of(headers)).toArray(String[]::new);
    RawClient.Response response = node.ask("PROPFIND", path, all);
    assertThat(response.status()).isEqualTo(207);
    return response.text();
  }

  @Test
  void whichTheProxyLeavesInTheRequest() {
    node.file("a.txt", "hello");
    assertThat(listed("/my%20dav/browse/laptop/"))
        .contains(
            "<D:href>/my%20dav/browse/laptop/</D:href>",
            "<D:href>/my%20dav/browse/laptop/a.txt</D:href>")
        .doesNotContain("<D:href>/browse");
    assertThat(node.ask("GET", "/my%20dav/browse/laptop/a.txt").text()).isEqualTo("hello");
    assertThat(listed("/my%20dav/browse/")).contains("<D:href>/my%20dav/browse/laptop/</D:href>");
    assertThat(node.ask("GET", "/my%20dav/health", "anonymous").status()).isEqualTo(200);
  }

  @Test
  void whichTheProxyTakesAwayAndTheHostTells() {
    node.file("a.txt", "hello");
    assertThat(listed("/browse/laptop/", "Host: files.example.net"))
        .contains("<D:href>/my%20dav/browse/laptop/a.txt</D:href>");
    assertThat(listed("/browse/laptop/", "X-Forwarded-Host: files.example.net"))
        .contains("<D:href>/my%20dav/browse/laptop/a.txt</D:href>");
    RawClient.Response page =
        node.ask("GET", "/browse/laptop", "Host: files.example.net", "Accept: text/html");
    assertThat(page.header("Content-Location")).contains("/my%20dav/browse/laptop/");
    assertThat(page.text())
        .contains("href=\"/my%20dav/browse/\"", "href=\"/my%20dav/browse/laptop/a.txt\"");
  }

  @Test
  void whichTheProxyTakesAwayAndTells() {
    node.file("a.txt", "hello");
    assertThat(listed("/browse/laptop/", "X-Forwarded-Prefix: /else/where/"))
        .contains("<D:href>/else/where/browse/laptop/a.txt</D:href>");
    assertThat(listed("/browse/laptop/", "X-Forwarded-Prefix: /../x"))
        .contains("<D:href>/browse/laptop/a.txt</D:href>");
  }

  @Test
  void whereThereIsNoneNothingIsAdded() {
    node.file("a.txt", "hello");
    for (String host : new String[] {"localhost", "example.org", "stranger.example"}) {
      assertThat(listed("/browse/laptop/", "Host: " + host))
          .contains("<D:href>/browse/laptop/a.txt</D:href>");
    }
    try (TestNode trustless = new TestNode()) {
      trustless.file("a.txt", "hello");
      assertThat(trustless.ask("PROPFIND", "/browse/laptop/", "X-Forwarded-Prefix: /forged").text())
          .contains("<D:href>/browse/laptop/a.txt</D:href>");
    }
  }
}
