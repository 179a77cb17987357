package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.StartedProgram;

/** From one slave of a master in the middle to the other, asked for at the grandmaster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferIT {
  private static final String WRITABLE = "permissions: 'rw'";
  private static final int COPIES = 64;
  private static final long LARGE = 1L << 30;

  @TempDir private static Path folder;
  private HttpProbe http;
  private NodeProcess top;
  private NodeProcess left;
  private NodeProcess right;

  @BeforeAll
  void twoSlavesBelowTheSameMaster() {
    top = NodeProcess.start(NodeSettings.grandmaster(folder, "top"));
    http = top.http();
    NodeProcess middle =
        NodeProcess.start(
            NodeSettings.slave(folder, "middle", top.url())
                .withLastingPort()
                .withCode(top.invite()));
    left = slave("left", middle);
    right = slave("right", middle);
  }

  private static NodeProcess slave(String name, NodeProcess master) {
    return NodeProcess.startReady(
        NodeSettings.slave(folder, name, master.url())
            .withCode(master.invite())
            .withConfig(WRITABLE));
  }

  /** A node that was killed is back, and all above it know. */
  @BeforeEach
  void bothAreWritten() {
    for (NodeProcess node : List.of(left, right)) {
      await(node.name() + " is written")
          .atMost(NodeProcess.RECONNECT)
          .until(() -> http.sendText("PUT", on(node, "ready"), "yes").statusCode() < 300);
    }
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  private static String on(NodeProcess node, String path) {
    return Paths.file(node.name(), path);
  }

  @Test
  void sixtyFourCopiesAtOnceAllEnd() throws Exception {
    assertThat(HttpProbe.described(http.send("MKCOL", on(left, "many/")))).startsWith("201");
    assertThat(http.send("MKCOL", on(right, "many/")).statusCode()).isEqualTo(201);
    for (int i = 0; i < COPIES; i++) {
      String text = (i + " ").repeat(30_000);
      assertThat(http.sendText("PUT", on(left, "many/" + i), text).statusCode()).isEqualTo(201);
    }
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < COPIES; i++) {
        String name = "many/" + i;
        answers.add(
            clients.submit(
                () -> http.send("COPY", on(left, name), "Destination", on(right, name))));
      }
      for (Future<HttpResponse<byte[]>> answer : answers) {
        assertThat(HttpProbe.described(answer.get())).startsWith("201");
      }
    }
    for (int i = 0; i < COPIES; i++) {
      assertThat(right.share().resolve("many/" + i))
          .hasSameBinaryContentAs(left.share().resolve("many/" + i));
    }
    Map<String, Long> sizes = http.tree(on(left, "many/")).sizes();
    assertThat(http.tree(on(right, "many/")).sizes()).isEqualTo(sizes);
  }

  @Test
  void whatACopyAsksOfItsSourceIsAskedOfTheSource() {
    assertThat(http.send("MKCOL", on(left, "asked/")).statusCode()).isEqualTo(201);
    HttpResponse<byte[]> stored = http.sendText("PUT", on(left, "asked/a"), "a");
    String tag = stored.headers().firstValue("ETag").orElseThrow();
    for (String[] refused :
        List.of(
            new String[] {"If", "([\"another\"])"},
            new String[] {"If", "<" + on(left, "asked/a") + "> ([\"another\"])"},
            new String[] {"If", "(<urn:uuid:5d1ef3b4-0000-4000-8000-000000000000>)"},
            new String[] {"If-None-Match", "*"},
            new String[] {"If-Match", tag})) {
      HttpResponse<byte[]> answer = copyOfAsked("refused", refused);
      assertThat(HttpProbe.described(answer)).as(String.join(": ", refused)).startsWith("412");
      assertThat(right.share().resolve("refused")).doesNotExist();
    }
    for (String[] allowed :
        List.of(
            new String[] {"If", "<" + on(left, "asked/a") + "> ([" + tag + "])"},
            new String[] {"If", "(Not [\"another\"])"},
            new String[] {"If-None-Match", tag},
            new String[] {"If-Match", "*"})) {
      HttpResponse<byte[]> answer = copyOfAsked("allowed", allowed);
      assertThat(answer.statusCode()).as(String.join(": ", allowed)).isBetween(201, 204);
      assertThat(right.share().resolve("allowed/a")).hasContent("a");
    }
  }

  /** Of a folder with a file in it. */
  private HttpResponse<byte[]> copyOfAsked(String to, String[] header) {
    return http.send(
        "COPY", on(left, "asked/"), "Destination", on(right, to), header[0], header[1]);
  }

  @Test
  void whenTheTargetIsKilledInTheMiddleItHasNothingAndTheSourceAll() throws Exception {
    aLargeFile("to be moved");
    try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<byte[]>> answer =
          client.submit(
              () -> http.send("MOVE", on(left, "to be moved"), "Destination", on(right, "moved")));
      await("bytes at the target")
          .atMost(NodeProcess.START)
          .until(() -> hidden(right.share()).anyMatch(size -> size > 0));
      right.kill();
      assertThat(answer.get().statusCode()).isBetween(500, 599);
    }
    assertThat(left.share().resolve("to be moved")).hasSize(LARGE);
    right.startAgain().ready();
    assertThat(right.share().resolve("moved")).doesNotExist();
    assertThat(hidden(right.share())).isEmpty();
    Files.delete(left.share().resolve("to be moved"));
  }

  @Test
  void whenTheSourceIsKilledInTheMiddleTheTargetStaysAsItWas() throws Exception {
    aLargeFile("to be copied");
    assertThat(http.sendText("PUT", on(right, "old"), "old").statusCode()).isEqualTo(201);
    try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<byte[]>> answer =
          client.submit(
              () -> http.send("COPY", on(left, "to be copied"), "Destination", on(right, "old")));
      await("bytes at the target")
          .atMost(NodeProcess.START)
          .until(() -> hidden(right.share()).anyMatch(size -> size > 0));
      left.kill();
      assertThat(answer.get().statusCode()).isBetween(500, 599);
    }
    await("the upload is dropped")
        .atMost(NodeProcess.START)
        .until(() -> hidden(right.share()).findAny().isEmpty());
    assertThat(right.share().resolve("old")).hasContent("old");
    assertThat(http.text(on(right, "old"))).isEqualTo("old");
    left.startAgain().ready();
  }

  private void aLargeFile(String name) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(left.share().resolve(name).toFile(), "rw")) {
      file.setLength(LARGE);
    }
    await(name)
        .atMost(NodeProcess.RECONNECT)
        .ignoreExceptions()
        .until(() -> http.tree(on(left, "")).sizes().containsValue(LARGE));
  }

  /** Sizes of what is staged and has no place yet. */
  private static Stream<Long> hidden(Path share) throws IOException {
    List<Long> sizes = new ArrayList<>();
    try (Stream<Path> members = Files.list(share)) {
      for (Path member : members.toList()) {
        if (member.getFileName().toString().startsWith(".synchronode-")) {
          sizes.add(Files.size(member));
        }
      }
    }
    return sizes.stream();
  }
}
