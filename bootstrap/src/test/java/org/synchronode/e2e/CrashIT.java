package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.RemoteTree;
import org.synchronode.e2e.kit.SampleFiles;
import org.synchronode.e2e.kit.StartedProgram;

/** Nodes that are killed while 30,000 files are on their way to the master. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
  private static final int FILES = 30_000;
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  /** When, after both nodes listen, something is killed: somewhere between scan and swap. */
  private static final List<Duration> MOMENTS =
      List.of(
          Duration.ofMillis(100),
          Duration.ofMillis(700),
          Duration.ofMillis(1500),
          Duration.ofMillis(2500),
          Duration.ofMillis(4000));

  @TempDir private static Path folder;

  /** Of each file, what each ETag that was ever seen stood for. */
  private final Map<String, Map<String, String>> seen = new HashMap<>();

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void afterEveryCrashTheListsAreThoseOfTheDiskAndNoETagNamesTwoContents() throws IOException {
    NodeProcess master = NodeProcess.start(NodeSettings.grandmaster(folder, Pair.MASTER));
    NodeSettings settings =
        NodeSettings.slave(folder, Pair.SLAVE, master.url()).withCode(master.invite());
    SampleFiles.many(settings.share(), FILES);
    SampleFiles.many(master.share(), 200);
    Pair pair = new Pair(master, NodeProcess.start(settings));

    for (int round = 0; round < MOMENTS.size(); round++) {
      letPass(MOMENTS.get(round));
      boolean slaveToo = round % 3 != 0;
      boolean masterToo = round % 3 != 1;
      rewrite(settings.share(), "before the crash of round " + round);
      collect(pair);
      if (masterToo) {
        master.kill();
      }
      if (slaveToo) {
        pair.slave().kill();
      }
      rewrite(settings.share(), "after the crash of round " + round);
      // The lists are sent anew as a whole, so that the next crash meets a snapshot too.
      Files.createDirectories(settings.share().resolve("round" + round));
      SampleFiles.many(settings.share().resolve("round" + round), 500);
      if (masterToo) {
        master.startAgain();
      }
      if (slaveToo) {
        pair.slave().startAgain();
      }
      if (round % 2 == 1) {
        awaitLists(pair);
        collect(pair);
      }
    }
    awaitLists(pair);
    collect(pair);
    assertThat(master.http().tree(Paths.file(Pair.MASTER, "")).sizes())
        .isEqualTo(RemoteTree.onDisk(master.share()));
  }

  private static void awaitLists(Pair pair) {
    Map<String, Long> disk = RemoteTree.onDisk(pair.slave().share());
    await("the lists")
        .atMost(RECOVERY)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(() -> pair.http().tree(Paths.file(Pair.SLAVE, "")).sizes().equals(disk));
    pair.awaitOnline();
  }

  /** Always of the same length, so that nothing but the content differs. */
  private static void rewrite(Path share, String word) throws IOException {
    for (String path : watched()) {
      Files.writeString(share.resolve(path), "%-60s".formatted(word + " " + path));
    }
  }

  private static List<String> watched() {
    return List.of(
        "d0000/f00.txt", "d0000/f99.txt", "d0150/f50.txt", "d0299/f00.txt", "d0299/f99.txt");
  }

  /** Reads what can be read now, and checks it against all that was read before. */
  private void collect(Pair pair) {
    for (String path : watched()) {
      HttpResponse<byte[]> answer = pair.http().get(Paths.file(Pair.SLAVE, path));
      if (answer.statusCode() == 200) {
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        String content = new String(answer.body(), StandardCharsets.UTF_8);
        String known =
            seen.computeIfAbsent(path, _ -> new TreeMap<>()).computeIfAbsent(etag, _ -> content);
        assertThat(content).as("content of ETag " + etag + " of " + path).isEqualTo(known);
      }
    }
  }

  private static void letPass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
  }
}
