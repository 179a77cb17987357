package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synchronode.e2e.kit.BackgroundRead;
import org.synchronode.e2e.kit.BrowserSocket;
import org.synchronode.e2e.kit.FrontProxy;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.RawHttp;
import org.synchronode.e2e.kit.RemoteTree;
import org.synchronode.e2e.kit.SampleFiles;
import org.synchronode.e2e.kit.StartedProgram;

/** The README's reverse proxies with the README's config.js, and everything passing through. */
class ProxiesIT {

  /** Far above what a proxy or a system buffers; not more, because the tests' own TLS is slow. */
  private static final long SIZE = 256L << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @AfterEach
  void end() {
    StartedProgram.endAll();
  }

  @ParameterizedTest
  @EnumSource
  void everythingPassesThrough(FrontProxy.Kind kind) throws IOException {
    NodeSettings behind = NodeSettings.grandmaster(folder, Pair.MASTER);
    try (FrontProxy proxy = FrontProxy.start(kind, folder.resolve("proxy"), behind.port())) {
      NodeProcess master = NodeProcess.start(behind.withConfig(proxy.configOfNode()));
      assertThat(master.program().out().toString())
          .contains("--master " + proxy.url() + " --share FOLDER --join");
      HttpProbe http =
          new HttpProbe(proxy.url(), NodeProcess.USER, NodeProcess.PASSWORD)
              .trusting(proxy.certificate());
      NodeSettings settings =
          NodeSettings.slave(folder, Pair.SLAVE, proxy.url())
              .withCode(master.invite())
              .withConfig("permissions: 'rw'")
              .under("env", proxy.certificate().asJavaOption());
      SampleFiles.sparse(settings.share().resolve("big.bin"), SIZE);
      SampleFiles.many(settings.share().resolve("many"), 1500);
      Files.writeString(settings.share().resolve("a b%20c#d.txt"), "small");
      NodeProcess slave = NodeProcess.startReady(settings);
      slave.connected();
      await("the list")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(http.tree(Paths.file(Pair.SLAVE, "")).sizes())
                      .isEqualTo(RemoteTree.onDisk(settings.share())));

      assertThat(http.text(Paths.file(Pair.SLAVE, "a b%20c#d.txt"))).isEqualTo("small");
      assertThat(http.list(Paths.file(Pair.SLAVE, "many/d0000/")).entries()).hasSize(100);
      assertThat(http.anonymous().get("/browse/").statusCode()).isEqualTo(401);
      aSocketTellsOfAChange(http, settings.share());
      theWholeFileComes(http);
      aRangeComes(http);
      aFileGoesUpAndIsMoved(http);
      plainHttpLeadsToHttps(proxy);
      whatCertbotPutsThereIsServed(proxy);
    }
  }

  private static void aSocketTellsOfAChange(HttpProbe http, Path share) throws IOException {
    try (BrowserSocket browser = BrowserSocket.open(http, "/browserWs/")) {
      browser.subscribe(Paths.file(Pair.SLAVE, ""));
      Files.writeString(share.resolve("news.txt"), "news");
      browser.awaitChange("added", "news.txt");
    }
  }

  private static void theWholeFileComes(HttpProbe http) throws IOException {
    HttpResponse<InputStream> answer = http.open(Paths.file(Pair.SLAVE, "big.bin"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(SIZE);
    try (InputStream body = answer.body()) {
      assertThat(BackgroundRead.of(body).result(PATIENCE)).isEqualTo(SIZE);
    }
  }

  private static void aRangeComes(HttpProbe http) {
    HttpResponse<byte[]> part = http.get(Paths.file(Pair.SLAVE, "big.bin"), "Range", "bytes=-1000");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).hasSize(1000);
  }

  /** Larger than what a proxy takes by itself, and moved to an address that has the proxy in it. */
  private static void aFileGoesUpAndIsMoved(HttpProbe http) {
    String text = "0123456789".repeat(1_000_000);
    String up = Paths.file(Pair.SLAVE, "up #1.txt");
    assertThat(HttpProbe.described(http.sendText("PUT", up, text))).startsWith("201");
    String moved = Paths.file(Pair.SLAVE, "moved 100%.txt");
    String destination = http.base().toString().replaceAll("/$", "") + moved;
    assertThat(HttpProbe.described(http.send("MOVE", up, "Destination", destination)))
        .startsWith("201");
    assertThat(http.text(moved)).isEqualTo(text);
  }

  private static void plainHttpLeadsToHttps(FrontProxy proxy) {
    String path = Paths.file(Pair.SLAVE, "a b%20c#d.txt");
    HttpResponse<byte[]> moved = plain(proxy).get(path + "?x=1");
    assertThat(moved.statusCode()).isEqualTo(301);
    assertThat(moved.headers().firstValue("Location"))
        .hasValue(proxy.url().resolve(path + "?x=1").toString());
  }

  private static void whatCertbotPutsThereIsServed(FrontProxy proxy) throws IOException {
    String path = ".well-known/acme-challenge/";
    Path challenges = Files.createDirectories(proxy.webRoot().resolve(path));
    Files.writeString(challenges.resolve("token"), "proof");
    assertThat(plain(proxy).text("/" + path + "token")).isEqualTo("proof");
  }

  private static HttpProbe plain(FrontProxy proxy) {
    return new HttpProbe(proxy.plainUrl(), NodeProcess.USER, NodeProcess.PASSWORD).anonymous();
  }

  @Test
  void anHttpOneDotZeroClientGetsListsAndFilesWithoutChunks() throws IOException {
    NodeSettings settings = NodeSettings.grandmaster(folder, Pair.MASTER);
    Files.writeString(settings.share().resolve("small.txt"), "small");
    NodeProcess master = NodeProcess.startReady(settings);
    RawHttp raw = new RawHttp(master.url(), master.http().authorization());

    RawHttp.Answer file = raw.get(Paths.file(Pair.MASTER, "small.txt"), "HTTP/1.0");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.body()).isEqualTo("small");
    RawHttp.Answer list = raw.get(Paths.file(Pair.MASTER, ""), "HTTP/1.0");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("chunked");
    assertThat(list.body()).startsWith("{").contains("small.txt");
  }
}
