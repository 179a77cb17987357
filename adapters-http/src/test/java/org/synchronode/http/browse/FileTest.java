package org.synchronode.http.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.http.RawClient;
import org.synchronode.http.RawClient.Response;
import org.synchronode.http.TestNode;

class FileTest {
  private final TestNode node = new TestNode();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void isSentWholeWithItsValidatorsAndNothingThatABrowserMightRun() {
    FileEntry entry = node.file("docs/Bericht \u00e4 \"1\".txt", "hello");

    Response response = node.ask("GET", "/browse/laptop/docs/Bericht%20%C3%A4%20%221%22.txt");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("hello");
    assertThat(response.header("Content-Length")).contains("5");
    assertThat(response.header("ETag")).contains(entry.state().etag().quoted());
    assertThat(response.header("Last-Modified")).contains("Wed, 03 Jun 2026 01:02:03 GMT");
    assertThat(response.header("Date").orElseThrow()).matches("\\w{3}, \\d\\d \\w{3} .* GMT");
    assertThat(response.header("Accept-Ranges")).contains("bytes");
    assertThat(response.header("Cache-Control")).contains("no-cache, private");
    assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox");
    assertThat(response.header("Content-Type")).contains("text/plain");
    assertThat(response.header("Content-Disposition"))
        .contains(
            "inline; filename=\"Bericht _ _1_.txt\";"
                + " filename*=UTF-8''Bericht%20%C3%A4%20%221%22.txt");
  }

  @Test
  void isSavedWhereABrowserWouldRunIt() {
    for (String name : new String[] {"a.html", "a.svg", "a.xml", "a.xhtml", "a.js", "a", "a.pdf"}) {
      node.file(name, "x");
      assertThat(node.ask("GET", "/browse/laptop/" + name).header("Content-Disposition").orElse(""))
          .as(name)
          .startsWith("attachment");
    }
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() {
    node.file("a.txt", "hello");
    try (RawClient client = node.connect()) {
      client.send(RawClient.request("HEAD", "/browse/laptop/a.txt", "Range: bytes=1-2"));
      client.send(RawClient.request("GET", "/browse/laptop/a.txt"));

      Response head = client.read(true);
      Response get = client.read(false);

      assertThat(head.status()).isEqualTo(200);
      assertThat(get.status()).isEqualTo(200);
      assertThat(get.text()).isEqualTo("hello");
      assertThat(head.headers())
          .filteredOn(line -> !line.startsWith("Date"))
          .containsExactlyInAnyOrderElementsOf(
              get.headers().stream().filter(line -> !line.startsWith("Date")).toList());
    }
  }

  @Test
  void isSentInPart() {
    FileEntry entry = node.file("a.bin", "0123456789");
    String tag = entry.state().etag().quoted();

    assertPart("bytes=2-4", "234", "bytes 2-4/10");
    assertPart("bytes=7-", "789", "bytes 7-9/10");
    assertPart("bytes=-3", "789", "bytes 7-9/10");
    assertPart("bytes=8-99999999999999999999", "89", "bytes 8-9/10");
    for (String whole : new String[] {"bytes=0-1,3-4", "lines=1-2", "bytes=5-2", "bytes=x-"}) {
      assertThat(node.ask("GET", "/browse/laptop/a.bin", "Range: " + whole).status())
          .as(whole)
          .isEqualTo(200);
    }
    Response outside = node.ask("GET", "/browse/laptop/a.bin", "Range: bytes=10-");
    assertThat(outside.status()).isEqualTo(416);
    assertThat(outside.header("Content-Range")).contains("bytes */10");
    assertThat(outside.body()).isEmpty();
    assertThat(ifRange(tag)).isEqualTo(206);
    assertThat(ifRange("W/" + tag)).isEqualTo(200);
    assertThat(ifRange("Wed, 03 Jun 2026 01:02:03 GMT")).isEqualTo(206);
    assertThat(ifRange("Wed, 03 Jun 2026 01:02:04 GMT")).isEqualTo(200);
    assertThat(ifRange("rubbish")).isEqualTo(200);
  }

  private void assertPart(String range, String expected, String contentRange) {
    Response response = node.ask("GET", "/browse/laptop/a.bin", "Range: " + range);
    assertThat(response.status()).as(range).isEqualTo(206);
    assertThat(response.text()).isEqualTo(expected);
    assertThat(response.header("Content-Range")).contains(contentRange);
  }

  private int ifRange(String value) {
    return node.ask("GET", "/browse/laptop/a.bin", "Range: bytes=0-1", "If-Range: " + value)
        .status();
  }

  @Test
  void isJudgedByItsConditions() {
    String tag = node.file("a.txt", "hello").state().etag().quoted();

    assertThat(status("If-Match: " + tag)).isEqualTo(200);
    assertThat(status("If-Match: \"a,b\", " + tag)).isEqualTo(200);
    assertThat(status("If-Match: \"x\"", "If-Match: " + tag)).isEqualTo(200);
    assertThat(status("If-Match: W/" + tag)).isEqualTo(412);
    assertThat(status("If-Match: *")).isEqualTo(200);
    assertThat(status("If-Match: nonsense")).isEqualTo(400);
    assertThat(status("If-None-Match: W/" + tag)).isEqualTo(304);
    assertThat(status("If-None-Match: \"other\"")).isEqualTo(200);
    assertThat(status("If-Modified-Since: Wed, 03 Jun 2026 01:02:03 GMT")).isEqualTo(304);
    assertThat(status("If-Modified-Since: Wednesday, 03-Jun-26 01:02:03 GMT")).isEqualTo(304);
    assertThat(status("If-Modified-Since: Wed Jun  3 01:02:03 2026")).isEqualTo(304);
    assertThat(status("If-Modified-Since: Wed, 03 Jun 2026 01:02:02 GMT")).isEqualTo(200);
    assertThat(status("If-Modified-Since: yesterday")).isEqualTo(200);
    assertThat(status("If-Modified-Since: Fri, 31 Dec 9999 23:59:59 GMT")).isEqualTo(200);
    assertThat(status("If-Unmodified-Since: Wed, 03 Jun 2026 01:02:02 GMT")).isEqualTo(412);
    Response same = node.ask("GET", "/browse/laptop/a.txt", "If-None-Match: " + tag);
    assertThat(same.header("ETag")).contains(tag);
    assertThat(same.header("Cache-Control")).contains("no-cache, private");
  }

  private int status(String... headers) {
    return node.ask("GET", "/browse/laptop/a.txt", headers).status();
  }

  @Test
  void thatIsEmptyIsSentWithItsLength() {
    node.file("empty", "");
    Response response = node.ask("GET", "/browse/laptop/empty");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Length")).contains("0");
  }

  @Test
  void thatIsNotThereOrEndsInASlashIsNotFound() {
    node.file("a.txt", "hello");
    assertThat(node.ask("GET", "/browse/laptop/b.txt").status()).isEqualTo(404);
    assertThat(node.ask("GET", "/browse/laptop/a.txt/").status()).isEqualTo(404);
    assertThat(node.ask("GET", "/browse/laptop/a.txt/c").status()).isEqualTo(404);
    assertThat(node.ask("GET", "/browse/nobody/a.txt").status()).isEqualTo(404);
    assertThat(node.ask("GET", "/browse/laptop/" + "x".repeat(300)).status()).isEqualTo(404);
  }

  @Test
  void ofAHostThatIsOffIsUnavailableButListed() {
    node.file("a.txt", "hello");
    node.offline(TestNode.LAPTOP);

    Response response = node.ask("GET", "/browse/laptop/a.txt");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isPresent();
    assertThat(response.text()).contains("host-offline");
    assertThat(node.ask("GET", "/browse/laptop/").text()).contains("a.txt");
    assertThat(node.ask("GET", "/browse/laptop/", "Accept: text/html").text())
        .contains("offline since");
  }

  @Test
  void whoseOwnerFailsInTheMiddleIsBrokenOff() {
    node.file("big.bin", new byte[1_000_000]);
    node.files.failsAfter = Optional.of(300_000);
    assertBrokenOff();
  }

  @Test
  void whoseOwnerSaysTooLittleIsBrokenOff() {
    node.file("big.bin", new byte[1_000_000]);
    node.files.stopsAfter = Optional.of(999_999);
    assertBrokenOff();
  }

  private void assertBrokenOff() {
    try (RawClient client = node.connect()) {
      Response response = client.ask("GET", "/browse/laptop/big.bin");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Content-Length")).contains("1000000");
      assertThat(response.complete()).isFalse();
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void whoseOwnerFailsBeforeTheFirstByteGetsAStatus() {
    node.file("big.bin", new byte[1_000_000]);
    node.files.failsAfter = Optional.of(0);
    Response response = node.ask("GET", "/browse/laptop/big.bin");
    assertThat(response.status()).isEqualTo(502);
    assertThat(response.header("ETag")).isEmpty();
    assertThat(response.header("Content-Type")).contains("application/json");
  }

  @Test
  void isClosedSoonAfterItsClientIsGone() throws IOException, InterruptedException {
    node.file("big.bin", new byte[100_000_000]);
    try (RawClient client = node.connect()) {
      client.send(RawClient.request("GET", "/browse/laptop/big.bin"));
      client.socket.getInputStream().readNBytes(100_000);
      client.socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    assertThat(node.files.closed.await(2, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void ofManyBytesArrivesAsItIs() {
    byte[] bytes = new byte[3_000_001];
    new Random(7).nextBytes(bytes);
    node.file("big.bin", bytes);
    assertThat(Arrays.equals(node.ask("GET", "/browse/laptop/big.bin").body(), bytes)).isTrue();
    Response part = node.ask("GET", "/browse/laptop/big.bin", "Range: bytes=1000001-2000002");
    assertThat(Arrays.equals(part.body(), Arrays.copyOfRange(bytes, 1_000_001, 2_000_003)))
        .isTrue();
  }

  @Test
  void whoseOwnerStallsHoldsNobodyElseUp() {
    node.file("big.bin", new byte[1_000_000]);
    node.files.stallsAfter = Optional.of(300_000);
    try (RawClient client = node.connect()) {
      client.send(RawClient.request("GET", "/browse/laptop/big.bin"));
      assertThat(node.ask("GET", "/browse/laptop/").status()).isEqualTo(200);
      assertThat(node.ask("PROPFIND", "/browse/laptop/", "Depth: 1").status()).isEqualTo(207);
      node.files.closed.countDown();
      assertThat(client.read(false).complete()).isFalse();
    }
  }

  @Test
  void tellsTheSumOfTheWholeFileToWhoWantsIt() {
    node.file("a.txt", "hello");
    String sum = "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:";
    for (String method : new String[] {"GET", "HEAD"}) {
      assertThat(
              node.ask(method, "/browse/laptop/a.txt", "Want-Repr-Digest: sha-256=1")
                  .header("Repr-Digest"))
          .contains(sum);
    }
    Response part =
        node.ask("GET", "/browse/laptop/a.txt", "Want-Repr-Digest: sha-256=1", "Range: bytes=1-2");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("el");
    assertThat(part.header("Repr-Digest")).contains(sum);
    assertThat(node.ask("GET", "/browse/laptop/a.txt").header("Repr-Digest")).isEmpty();
    assertThat(
            node.ask("GET", "/browse/laptop/a.txt", "Want-Repr-Digest: md5=9")
                .header("Repr-Digest"))
        .isEmpty();
  }
}
