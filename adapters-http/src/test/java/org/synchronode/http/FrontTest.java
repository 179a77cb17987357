package org.synchronode.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.http.RawClient.Response;

class FrontTest {
  private TestNode node = new TestNode();

  @AfterEach
  void stop() {
    node.close();
  }

  private void restart(boolean anonymous, TrustedProxies proxies, RegistrationMode mode) {
    node.close();
    node = new TestNode(anonymous, proxies, mode);
  }

  @Test
  void asksWhoComesOnEveryMethodAndNearlyEveryAddress() {
    for (String method : List.of("GET", "HEAD", "PUT", "OPTIONS", "PROPFIND", "LOCK", "NEW")) {
      for (String path : List.of("/browse/", "/browse/laptop/x", "/me", "/nothing")) {
        Response response = node.ask(method, path, "anonymous");
        assertThat(response.status()).as(method + " " + path).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate"))
            .contains("Basic realm=\"Synchronode\", charset=\"UTF-8\"");
      }
    }
    assertThat(node.ask("GET", "/", "anonymous").status()).isEqualTo(401);
    assertThat(node.ask("OPTIONS", "/", "anonymous").status()).isEqualTo(200);
    assertThat(node.ask("GET", "/health", "anonymous").status()).isEqualTo(200);
    assertThat(node.ask("GET", "/me", "Authorization: Basic YW5uOndyb25n").status()).isEqualTo(401);
    assertThat(node.ask("GET", "/me", "Authorization: nonsense").status()).isEqualTo(401);
  }

  @Test
  void letsAnonymousReadWhereThatIsConfigured() {
    restart(true, TrustedProxies.NONE, RegistrationMode.APPROVE);
    node.file("a.txt", "hello");
    assertThat(node.ask("GET", "/browse/laptop/a.txt", "anonymous").status()).isEqualTo(200);
    assertThat(node.ask("PROPFIND", "/browse/", "anonymous").status()).isEqualTo(207);
    assertThat(node.ask("PUT", "/browse/laptop/a.txt", "anonymous").status()).isEqualTo(401);
    assertThat(
            node.ask("GET", "/browse/laptop/a.txt", "Authorization: Basic YW5uOndyb25n").status())
        .isEqualTo(401);
  }

  @Test
  void saysWhatItCanDo() {
    Response tree = node.ask("OPTIONS", "/browse/laptop/x");
    assertThat(tree.status()).isEqualTo(200);
    assertThat(tree.header("DAV")).contains("1, 2, 3, extended-mkcol");
    assertThat(tree.header("Allow"))
        .contains(
            "COPY, DELETE, GET, HEAD, LOCK, MKCOL, MOVE, OPTIONS, PROPFIND, PROPPATCH, PUT, REPORT, SEARCH, UNLOCK");
    assertThat(tree.header("Content-Length")).contains("0");
    assertThat(node.ask("OPTIONS", "/").header("DAV")).contains("1, 2, 3, extended-mkcol");
    assertThat(node.ask("OPTIONS", "*").status()).isEqualTo(200);
    Response unknown = node.ask("POST", "/browse/laptop/x", "body:abc");
    assertThat(unknown.status()).isEqualTo(405);
    assertThat(unknown.header("Allow")).isEqualTo(tree.header("Allow"));
    assertThat(node.ask("PROPFIND", "/").status()).isEqualTo(405);
  }

  @Test
  void letsNothingClimbInAnyEncoding() {
    node.file("a/b", "hello");
    for (String path :
        List.of(
            "/browse/laptop/../laptop/a/b",
            "/browse/laptop/%2e%2e/laptop/a/b",
            "/browse/laptop/%2E./laptop/a/b",
            "/browse/laptop/a%2fb",
            "/browse/laptop/a%2Fb",
            "/browse/laptop//a/b",
            "/browse/laptop/./a/b",
            "/browse/laptop/a/b%00",
            "/browse/laptop/a/%c0%af",
            "/browse/laptop/a/%ff",
            "/browse/laptop/a/\u00e9",
            "/browse/laptop/a/b#c",
            "/../etc/passwd",
            "//browse/laptop/a/b",
            "/browse/laptop/%")) {
      assertThat(node.ask("GET", path).status()).as(path).isEqualTo(400);
    }
    for (String path :
        List.of(
            "/browse/laptop/%252e%252e/laptop/a/b",
            "/browse/laptop/a%252fb",
            "/browse/laptop/a\\b",
            "/browse/laptop/a;/b",
            "/browse/laptop/[a]|b",
            "/browse;x/laptop/a/b",
            "/nothing",
            "/me/me")) {
      assertThat(node.ask("GET", path).status()).as(path).isEqualTo(404);
    }
    assertThat(node.ask("GET", "/browse/laptop/a/b?../../x").text()).isEqualTo("hello");
    assertThat(node.ask("GET", "http://other.example/browse/laptop/a/b").text()).isEqualTo("hello");
  }

  @Test
  void everyDateIsInGmt() {
    for (String request :
        List.of(
            "GET /me HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET /browse/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "nonsense\r\n\r\n")) {
      try (RawClient client = node.connect()) {
        client.send(request);
        Response response = client.read(false);
        assertThat(response.status()).as(request).isGreaterThanOrEqualTo(400);
        assertThat(response.header("Date").orElse(""))
            .as(request)
            .matches("\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} GMT");
      }
    }
  }

  @Test
  void takesLongPathsAndLargeHeaders() {
    String path = "/browse/laptop/" + ("%E6%97%A5".repeat(85) + "/").repeat(12);
    assertThat(node.ask("GET", path).status()).isEqualTo(404);
    assertThat(node.ask("GET", "/me", "X-If: " + "(<urn:uuid:0123456789>) ".repeat(2000)).status())
        .isEqualTo(200);
  }

  @Test
  void tellsWhoItIsAndHowItIs() {
    assertThat(node.ask("GET", "/me").text().strip())
        .isEqualTo(
            "{\"hostId\":\"" + TestNode.LAPTOP + "\",\"name\":\"laptop\",\"version\":\"0.1.0\"}");
    assertThat(node.ask("GET", "/health").text()).contains("\"ready\":true");
    node.missing.add("catalogue");
    Response response = node.ask("GET", "/health");
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text()).contains("\"missing\":[\"catalogue\"]");
    assertThat(node.ask("GET", "/").text()).contains("href=\"/browse/\"");
  }

  @Test
  void listsFoldersForProgramsAndForPeople() {
    node.file("docs/a.txt", "hello");
    node.host("attic", new org.synchronode.domain.host.HostId("attica".repeat(4) + "22"));

    Response root = node.ask("GET", "/browse");
    assertThat(root.header("Content-Type")).contains("application/json");
    assertThat(root.header("Vary")).contains("Accept");
    assertThat(root.header("Content-Location")).contains("/browse/");
    assertThat(root.text())
        .contains("\"name\":\"attic\"")
        .contains("\"online\":false")
        .contains("\"href\":\"/browse/laptop/\"");
    String docs = node.ask("GET", "/browse/laptop/docs").text();
    assertThat(docs)
        .contains("\"path\":\"/browse/laptop/docs/\"")
        .contains("\"type\":\"file\",\"size\":5")
        .contains("\"href\":\"/browse/laptop/docs/a.txt\"");
    Response html = node.ask("GET", "/browse/", "Accept: text/html,*/*;q=0.8");
    assertThat(html.header("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(html.header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'sha256-");
    assertThat(html.text()).contains("offline, not seen yet").contains("online");
    Response head = node.ask("HEAD", "/browse/laptop/docs/");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length"))
        .contains(String.valueOf(node.ask("GET", "/browse/laptop/docs/").body().length));
  }

  @Test
  void headNeverHasABody() {
    node.file("a.txt", "hello");
    try (RawClient client = node.connect()) {
      for (String path :
          List.of("/browse/laptop/nothing", "/me", "/browse/", "/register", "/browse/%zz")) {
        client.send(RawClient.request("HEAD", path));
        client.read(true);
        client.send(RawClient.request("GET", "/browse/laptop/a.txt"));
        assertThat(client.read(false).text()).as(path).isEqualTo("hello");
      }
    }
  }

  @Test
  void registersSlaves() {
    Response pending =
        node.ask("GET", "/register", "anonymous", "Synchronode-Host-Name: b%C3%BCro");
    assertThat(pending.status()).isEqualTo(200);
    assertThat(pending.header("Cache-Control")).contains("no-store");
    assertThat(pending.text())
        .contains("\"name\":\"b\u00fcro\"")
        .contains("\"status\":\"pending\"")
        .containsPattern("\"token\":\"[A-Za-z0-9_-]{43}\"");
    for (String header :
        List.of(
            "Synchronode-Host-Name: a/b",
            "Synchronode-Host-Name: %ff",
            "Synchronode-Host-Name: swarm",
            "Synchronode-Host-Id: short",
            "Synchronode-Join-Code: short")) {
      Response response = node.ask("GET", "/register", "anonymous", header);
      assertThat(response.status()).as(header).isEqualTo(400);
    }
    assertThat(node.ask("GET", "/register?code=x", "anonymous").status()).isEqualTo(400);
    Response refused =
        node.ask("GET", "/register", "anonymous", "Synchronode-Join-Code: " + "a".repeat(26));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(node.ask("POST", "/register", "anonymous").status()).isEqualTo(405);
    assertThat(node.ask("GET", "/browse/").text()).doesNotContain("b\u00fcro");
  }

  @Test
  void boundsWhatOneAddressMayRegisterBehindATrustedProxy() {
    restart(
        false,
        new TrustedProxies(Stream.of("127.0.0.0/8").map(AddressRange::parse).toList()),
        RegistrationMode.APPROVE);
    for (int i = 0; i < 6; i++) {
      Response response =
          node.ask("GET", "/register", "anonymous", "X-Forwarded-For: 6.6.6." + i + ", 192.0.2.1");
      assertThat(response.status()).isEqualTo(i < 5 ? 200 : 429);
    }
    assertThat(node.ask("GET", "/register", "anonymous", "X-Forwarded-For: 192.0.2.2").status())
        .isEqualTo(200);
  }

  @Test
  void closesTheConnectionBehindWhatIsTheLastAnswer() {
    try (RawClient client = node.connect()) {
      assertThat(client.ask("GET", "/me", "Connection: close").status()).isEqualTo(200);
      assertThat(client.rest()).isEmpty();
    }
    try (RawClient client = node.connect()) {
      client.send(RawClient.request("PUT", "/browse/laptop/x", "Transfer-Encoding: chunked"));
      Response response = client.read(false);
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.header("Connection")).contains("close");
      assertThat(client.rest()).isEmpty();
    }
    try (RawClient client = node.connect()) {
      // A body that is not read is not the next request.
      client.send(
          RawClient.request("PUT", "/browse/laptop/x", "body:GET /me HTTP/1.1\r\nHost: x\r\n\r\n"));
      assertThat(client.read(false).status()).isEqualTo(403);
      assertThat(client.ask("GET", "/browse/laptop/nothing").status()).isEqualTo(404);
    }
  }
}
