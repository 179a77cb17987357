package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.BrowserSocket;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.StartedProgram;

/** Whoever was answered that something is stored finds it, two hops away, wherever it looks. */
class ReadYourWritesIT {
  private static final int WRITERS = 8;
  private static final int FILES = Integer.getInteger("synchronode.writes", 800) / WRITERS / 2;

  @TempDir private static Path folder;

  @AfterEach
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void whatWasWrittenIsListedReadAndTold() throws Exception {
    NodeProcess top = NodeProcess.start(NodeSettings.grandmaster(folder, "top"));
    NodeProcess middle =
        NodeProcess.start(
            NodeSettings.slave(folder, "middle", top.url())
                .withLastingPort()
                .withCode(top.invite()));
    NodeProcess leaf =
        NodeProcess.startReady(
            NodeSettings.slave(folder, "leaf", middle.url())
                .withCode(middle.invite())
                .withConfig("permissions: 'rw'"));
    Pair.awaitOnline(top, "leaf");
    HttpProbe http = top.http();
    String dir = Paths.file(leaf.name(), "dir") + "/";
    await("the leaf is written")
        .atMost(NodeProcess.RECONNECT)
        .until(() -> http.send("MKCOL", dir).statusCode() == 201);
    try (BrowserSocket browser = BrowserSocket.open(http, "/browserWs");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      browser.subscribe(dir);
      List<Future<Set<String>>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String prefix = dir + "writer" + i + "-";
        writers.add(clients.submit(() -> write(http, prefix)));
      }
      Set<String> etags = new HashSet<>();
      for (Future<Set<String>> writer : writers) {
        etags.addAll(writer.get());
      }
      assertThat(etags).hasSize(WRITERS * FILES * 2);
      await("the browser was told of everything")
          .atMost(NodeProcess.START)
          .until(() -> browser.etags().containsAll(etags));
    }
  }

  /** Each file is made and replaced. */
  private static Set<String> write(HttpProbe http, String prefix) {
    Set<String> etags = new HashSet<>();
    for (int i = 0; i < 2 * FILES; i++) {
      String path = prefix + i / 2;
      String text = path + " of round " + i;
      HttpResponse<byte[]> put = http.sendText("PUT", path, text);
      assertThat(HttpProbe.described(put)).startsWith(i % 2 == 0 ? "201" : "204");
      String etag = put.headers().firstValue("etag").orElseThrow();
      assertThat(etags.add(etag)).as("a new ETag").isTrue();
      HttpResponse<byte[]> listed = http.send("PROPFIND", path, "Depth", "0");
      assertThat(new String(listed.body(), StandardCharsets.UTF_8))
          .as("PROPFIND after PUT")
          .contains(etag.replace("\"", "&quot;"));
      HttpResponse<byte[]> read = http.get(path);
      assertThat(new String(read.body(), StandardCharsets.UTF_8)).as("GET").isEqualTo(text);
      assertThat(read.headers().firstValue("etag")).contains(etag);
    }
    return etags;
  }
}
