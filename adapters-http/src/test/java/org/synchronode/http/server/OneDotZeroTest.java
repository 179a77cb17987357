package org.synchronode.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.http.RawClient;
import org.synchronode.http.RawClient.Response;
import org.synchronode.http.TestNode;

class OneDotZeroTest {
  private static final String PROPFIND =
      "<propfind xmlns='DAV:'><prop><displayname/></prop></propfind>";

  private final TestNode node = new TestNode();

  @BeforeEach
  void someFiles() {
    node.file("a.txt", "hello");
    node.file("big.bin", new byte[2_000_000]);
    for (int i = 0; i < 40; i++) {
      node.file("many/" + "name".repeat(50) + i, "x");
    }
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aFileComesWithItsLengthAndTheConnectionEnds() {
    try (RawClient client = node.connect()) {
      client.send(request("GET", "/browse/laptop/a.txt", ""));
      Response response = client.read(false);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("hello");
      assertThat(response.header("Content-Length")).contains("5");
      assertThat(response.header("Connection")).contains("close");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(ask("GET", "/browse/laptop/big.bin", "").body()).hasSize(2_000_000);
  }

  @Test
  void aListingComesWithoutChunks() {
    for (String method : new String[] {"GET", "PROPFIND"}) {
      Response oneDotOne = node.ask(method, "/browse/laptop/many/");
      assertThat(oneDotOne.header("Transfer-Encoding")).contains("chunked");
      Response response = ask(method, "/browse/laptop/many/", "");
      assertThat(response.header("Transfer-Encoding")).isEmpty();
      assertThat(response.header("Content-Length")).isEmpty();
      assertThat(response.text()).isEqualTo(oneDotOne.text());
    }
  }

  @Test
  void headHasALengthAndNoBody() {
    try (RawClient client = node.connect()) {
      client.send(request("HEAD", "/browse/laptop/big.bin", ""));
      Response response = client.read(true);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Content-Length")).contains("2000000");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void aBodyIsRead() {
    Response response =
        ask(
            "PROPFIND",
            "/browse/laptop/a.txt",
            "Depth: 0\r\nContent-Length: " + PROPFIND.length() + "\r\n",
            PROPFIND);
    assertThat(response.status()).isEqualTo(207);
    assertThat(response.text()).contains("a.txt</D:displayname>").doesNotContain("getetag");
  }

  @Test
  void whatOnlyOneDotOneKnowsIsLeftOut() {
    try (RawClient client = node.connect()) {
      client.send(
          request(
              "PROPFIND",
              "/browse/laptop/a.txt",
              "Connection: keep-alive, x\r\nKeep-Alive: 5\r\nExpect: 100-continue\r\nUpgrade: h2c\r\n"
                  + "Host: 127.0.0.1:3000\r\nContent-Length: "
                  + PROPFIND.length()
                  + "\r\n"));
      client.send(PROPFIND);
      Response response = client.read(false);
      assertThat(response.status()).isEqualTo(207);
      assertThat(response.header("Connection")).contains("close");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(ask("PROPFIND", "/browse/", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n").status())
        .isEqualTo(400);
  }

  @Test
  void aRequestMayComeByteByByte() {
    for (String version : new String[] {"1.0", "1.1"}) {
      try (RawClient client = node.connect()) {
        String request =
            new String(
                    request("GET", "/browse/laptop/a.txt", "Host: x\r\n"),
                    StandardCharsets.US_ASCII)
                .replace("HTTP/1.0", "HTTP/" + version);
        for (byte b : request.getBytes(StandardCharsets.US_ASCII)) {
          client.send(new byte[] {b});
        }
        assertThat(client.read(false).text()).isEqualTo("hello");
      }
    }
  }

  @Test
  void whoseOwnerFailsInTheMiddleIsCutShort() {
    node.files.failsAfter = Optional.of(1_000_000);
    Response response = ask("GET", "/browse/laptop/big.bin", "");
    assertThat(response.complete()).isFalse();
  }

  @Test
  void whatIsNeitherIsRefused() {
    for (String first :
        new String[] {"GET / HTTP/2.0", "GET / HTTP/0.9", "GET /", "\u0001\u0002"}) {
      try (RawClient client = node.connect()) {
        client.send(first + "\r\n\r\n");
        assertThat(client.read(false).status()).as(first).isGreaterThanOrEqualTo(400);
      }
    }
    try (RawClient client = node.connect()) {
      client.send("GET / HTTP/1.0\n\n");
      assertThat(client.read(false).status()).isEqualTo(400);
    }
    try (RawClient client = node.connect()) {
      client.send("GET / HTTP/1.0\r\nX: " + "x".repeat(200_000) + "\r\n\r\n");
      assertThat(client.read(false).status()).isEqualTo(400);
    }
  }

  private Response ask(String method, String path, String headers) {
    return ask(method, path, headers, "");
  }

  private Response ask(String method, String path, String headers, String body) {
    try (RawClient client = node.connect()) {
      client.send(request(method, path, headers));
      client.send(body);
      return client.read(false);
    }
  }

  private static byte[] request(String method, String path, String headers) {
    return (method
            + " "
            + path
            + " HTTP/1.0\r\nAuthorization: "
            + TestNode.AUTH
            + "\r\n"
            + headers
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
