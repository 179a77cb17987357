package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.StartedProgram;
import org.synchronode.e2e.kit.Stopwatch;

/** Starts that can't succeed, each with one line that names the cause; and ends in good order. */
class StartErrorsIT {
  @TempDir private Path folder;

  @AfterEach
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void aBusyPortIsNamed() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      failsWithOneLine(
          settings().withPort(busy.getLocalPort()), Integer.toString(busy.getLocalPort()));
    }
  }

  @Test
  void aSharedFolderThatIsMissingIsNamed() throws IOException {
    NodeSettings settings = settings();
    Files.delete(settings.share());
    failsWithOneLine(settings, settings.share().toString());
  }

  @Test
  void aSharedFolderThatIsAFileIsNamed() throws IOException {
    NodeSettings settings = settings();
    Files.delete(settings.share());
    Files.createFile(settings.share());
    failsWithOneLine(settings, settings.share().toString());
  }

  @Test
  void aSecondNodeOnOneDataDirIsRefused() {
    NodeSettings settings = settings();
    NodeProcess first = NodeProcess.start(settings);
    failsWithOneLine(settings.withPort(0), "another node");
    assertThat(first.http().anonymous().get("/health").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prot: 3000                | prot",
        "anonymous: 7              | anonymous",
        "name: 'a', while: (       | config.js:3",
        "name: (function () { for (;;) {} })() | config.js",
        "store: 'jdbc:h2:mem:'     | store"
      })
  void aWrongConfigIsNamed(String keys, String named) {
    failsWithOneLine(settings().withConfig("\n" + keys + "\n"), named);
  }

  @Test
  void anUnknownOptionIsNamed() {
    StartedProgram program = NodeProcess.launch(settings(), "--prot", "1");
    assertThat(program.exitCode(NodeProcess.START)).isNotZero();
    assertThat(program.err().lines()).singleElement().asString().contains("--prot");
  }

  @Test
  void aDamagedDatabaseIsNamed() throws IOException {
    NodeSettings settings = settings();
    NodeProcess.startReady(settings).terminate(NodeProcess.START);
    try (Stream<Path> files = Files.list(settings.dataDir())) {
      for (Path file : files.filter(it -> it.toString().endsWith(".mv.db")).toList()) {
        Files.writeString(file, "this is no database");
      }
    }
    failsWithOneLine(settings, settings.dataDir().toString());
  }

  @Test
  void aTerminatedNodeEndsWithinFiveSecondsWithItsDatabaseClosed() throws IOException {
    NodeSettings settings = settings();
    NodeProcess master = NodeProcess.startReady(settings);
    NodeProcess slave =
        NodeProcess.startReady(
            NodeSettings.slave(folder, "laptop", master.url()).withCode(master.invite()));
    slave.connected();
    for (NodeProcess node : new NodeProcess[] {master, slave}) {
      Stopwatch watch = new Stopwatch();
      assertThat(node.terminate(Duration.ofSeconds(20))).isIn(0, 143);
      assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(5));
      assertThat(node.program().err().lines()).noneMatch(line -> line.contains("Exception"));
      try (Stream<Path> files = Files.list(node.settings().dataDir())) {
        assertThat(files.map(Path::toString))
            .noneMatch(name -> name.endsWith(".lock.db") || name.endsWith(".tempFile"));
      }
    }
    assertThat(slave.startAgain().program().isRunning()).isTrue();
  }

  private NodeSettings settings() {
    return NodeSettings.grandmaster(folder, "attic");
  }

  private static void failsWithOneLine(NodeSettings settings, String named) {
    StartedProgram program = NodeProcess.launch(settings);
    assertThat(program.exitCode(NodeProcess.START)).as(program.said()).isNotZero();
    assertThat(program.err().lines()).singleElement().asString().contains(named);
  }
}
