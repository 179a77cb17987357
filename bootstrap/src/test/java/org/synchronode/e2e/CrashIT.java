package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.RemoteTree;
import org.synchronode.e2e.kit.SampleFiles;
import org.synchronode.e2e.kit.StartedProgram;

/**
 * Nodes that are killed while 30,000 files are on their way to the master: changes that the first
 * scan finds, or (when the master's catalogue was lost) one snapshot.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
  private static final int FILES = 30_000;
  private static final Duration RECOVERY = NodeProcess.RECONNECT;
  private static final String LIST = Paths.file(Pair.SLAVE, "");

  @TempDir private static Path folder;

  /** Of each file, what each ETag that was ever seen stood for. */
  private final Map<String, Map<String, String>> seen = new HashMap<>();

  private Pair pair;
  private int round;

  /** Who is killed. */
  enum Killed {
    MASTER,
    SLAVE,
    BOTH
  }

  @BeforeAll
  void aPairWithManyFiles() {
    NodeProcess master = NodeProcess.start(NodeSettings.grandmaster(folder, Pair.MASTER));
    SampleFiles.many(master.share(), 200);
    NodeSettings settings =
        NodeSettings.slave(folder, Pair.SLAVE, master.url()).withCode(master.invite());
    SampleFiles.many(settings.share(), FILES);
    pair = new Pair(master, NodeProcess.start(settings));
    awaitPart();
    crash(Killed.BOTH);
    awaitLists();
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @ParameterizedTest
  @EnumSource
  void aCrashInTheMiddleOfASnapshotLeavesNoTrace(Killed killed) throws IOException {
    collect();
    pair.master().kill();
    Files.delete(pair.master().settings().dataDir().resolve("catalogue.mv.db"));
    pair.master().startAgain();
    pair.awaitOnline();
    assertThat(complete()).as("the snapshot is over already").isFalse();

    crash(killed);
    awaitLists();
    collect();
  }

  @Test
  void aCrashWhileChangesComeLeavesNoTrace() {
    SampleFiles.many(pair.slave().share().resolve("more"), 2000);
    crash(Killed.BOTH);
    collect();
    crash(Killed.SLAVE);
    awaitLists();
    collect();
  }

  /** Something is killed and started again, with changes before and after. */
  private void crash(Killed killed) {
    round++;
    rewrite("before the crash of round " + round);
    collect();
    if (killed != Killed.SLAVE) {
      pair.master().kill();
    }
    if (killed != Killed.MASTER) {
      pair.slave().kill();
    }
    rewrite("after the crash of round " + round);
    if (killed != Killed.SLAVE) {
      pair.master().startAgain();
    }
    if (killed != Killed.MASTER) {
      pair.slave().startAgain();
    }
  }

  /** Waits until the master has some of the files, and not all. */
  private void awaitPart() {
    await("some of the list")
        .atMost(RECOVERY)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> !pair.http().list(LIST).entries().isEmpty());
    assertThat(complete()).as("the first scan is over already").isFalse();
  }

  private void awaitLists() {
    await("the lists")
        .atMost(RECOVERY)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(this::complete);
    pair.awaitOnline();
    assertThat(pair.http().tree(Paths.file(Pair.MASTER, "")).sizes())
        .isEqualTo(RemoteTree.onDisk(pair.master().share()));
    assertUndamaged(pair.master());
    assertUndamaged(pair.slave());
  }

  private static void assertUndamaged(NodeProcess node) {
    Path dataDir = node.settings().dataDir();
    assertThat(dataDir.resolve("catalogue.damaged.mv.db")).doesNotExist();
    assertThat(dataDir.resolve("catalogue.is-damaged")).doesNotExist();
  }

  private boolean complete() {
    return pair.http().get(LIST).statusCode() == 200
        && pair.http().tree(LIST).sizes().equals(RemoteTree.onDisk(pair.slave().share()));
  }

  /** Always of the same length, so that nothing but the content differs. */
  private void rewrite(String word) {
    try {
      for (String path : watched()) {
        Files.writeString(pair.slave().share().resolve(path), "%-60s".formatted(word + " " + path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> watched() {
    return List.of(
        "d0000/f00.txt", "d0000/f99.txt", "d0150/f50.txt", "d0299/f00.txt", "d0299/f99.txt");
  }

  /** Reads what can be read now, and checks it against all that was read before. */
  private void collect() {
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
}
