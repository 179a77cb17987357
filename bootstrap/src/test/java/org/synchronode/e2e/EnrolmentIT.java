package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.BackgroundRead;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.SampleFiles;
import org.synchronode.e2e.kit.StartedProgram;
import org.synchronode.e2e.kit.Stopwatch;

/** Who may join a master, and who may no longer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrolmentIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private NodeProcess master;

  @BeforeAll
  void aGrandmaster() {
    master = NodeProcess.start(NodeSettings.grandmaster(folder, "attic"));
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void aSlaveWithoutACodeWaitsUntilItIsApproved() throws IOException {
    NodeSettings settings = NodeSettings.slave(folder, "waiting", master.url());
    Files.writeString(settings.share().resolve("mine.txt"), "mine");
    NodeProcess slave = NodeProcess.start(settings);

    await("it waits")
        .atMost(PATIENCE)
        .until(
            () -> master.admin("hosts").lines().anyMatch(it -> it.matches("waiting +pending.*")));
    slave
        .program()
        .await("its log says so", PATIENCE, () -> slave.program().err().contains("pending"));
    assertThat(master.http().list("/browse/").names()).doesNotContain("waiting");
    assertThat(master.http().get(Paths.file("waiting", "mine.txt")).statusCode()).isEqualTo(404);

    assertThat(master.admin("approve", "waiting")).contains("Approved waiting");
    Pair.awaitOnline(master, "waiting");
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(master.http().text(Paths.file("waiting", "mine.txt")))
                    .isEqualTo("mine"));
    slave.close();
  }

  @Test
  void aCodeWorksOnce() {
    String code = master.invite();
    NodeProcess.start(NodeSettings.slave(folder, "first", master.url()).withCode(code));
    Pair.awaitOnline(master, "first");
    NodeProcess second =
        NodeProcess.start(NodeSettings.slave(folder, "second", master.url()).withCode(code));
    second
        .program()
        .await(
            "the second is told",
            PATIENCE,
            () -> second.program().err().contains("This join code is"));
    assertThat(master.http().list("/browse/").names()).doesNotContain("second");
    second.close();
  }

  @Test
  void aRevokedSlaveIsGoneAtOnceAndItsDownloadsBreakOff() throws IOException {
    NodeSettings settings =
        NodeSettings.slave(folder, "stolen", master.url()).withCode(master.invite());
    SampleFiles.sparse(settings.share().resolve("endless.bin"), 200L << 30);
    NodeProcess slave = NodeProcess.startReady(settings);
    Pair.awaitOnline(master, "stolen");
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> master.http().list(Paths.file("stolen", "")).names().size() == 1);

    try (InputStream download = master.http().open(Paths.file("stolen", "endless.bin")).body()) {
      assertThat(download.readNBytes(1 << 20)).hasSize(1 << 20);
      BackgroundRead reading = BackgroundRead.of(download);
      master.admin("revoke", "stolen");
      Stopwatch revoked = new Stopwatch();
      assertThatThrownBy(() -> reading.result(PATIENCE)).isInstanceOf(IOException.class);
      assertThat(revoked.elapsed()).isLessThan(Duration.ofSeconds(1));
    }
    assertThat(master.http().list("/browse/").names()).doesNotContain("stolen");
    assertThat(master.http().get(Paths.file("stolen", "endless.bin")).statusCode()).isEqualTo(404);
    slave
        .program()
        .await(
            "the slave's log says so", PATIENCE, () -> slave.program().err().contains("(revoked)"));

    slave.kill();
    NodeProcess again = slave.startAgain();
    again
        .program()
        .await(
            "it is refused after a restart too",
            PATIENCE,
            () -> again.program().err().contains("(revoked)"));
    assertThat(master.http().list("/browse/").names()).doesNotContain("stolen");
    again.close();
  }

  @Test
  void aWrongTokenIsRefusedWithALineThatSaysWhatToDo() throws IOException {
    NodeSettings settings =
        NodeSettings.slave(folder, "mistaken", master.url()).withCode(master.invite());
    NodeProcess slave = NodeProcess.startReady(settings);
    Pair.awaitOnline(master, "mistaken");
    slave.kill();
    Path credentials = settings.dataDir().resolve("masters.json");
    String kept = Files.readString(credentials);
    Files.writeString(
        credentials,
        kept.replaceAll("(\"token\" *: *\")(.)", kept.contains("\"token\":\"A") ? "$1B" : "$1A"));

    slave.startAgain();
    slave
        .program()
        .await(
            "the log says why",
            PATIENCE,
            () ->
                slave.program().err().contains("(unknown-token)")
                    && slave.program().err().contains("--join"));
    await().atMost(PATIENCE).until(() -> !master.http().list("/browse/").get("mistaken").online());
    slave.close();
  }

  @Test
  void onlyHashesOfTokensAreKeptByTheMaster() throws IOException {
    NodeSettings settings =
        NodeSettings.slave(folder, "trusting", master.url()).withCode(master.invite());
    NodeProcess slave = NodeProcess.startReady(settings);
    Pair.awaitOnline(master, "trusting");
    String token =
        Files.readString(settings.dataDir().resolve("masters.json"))
            .replaceAll("(?s).*\"token\" *: *\"([^\"]+)\".*", "$1");
    assertThat(token).hasSizeGreaterThan(40);
    assertThat(SampleFiles.anyContains(master.settings().dataDir(), token)).isFalse();
    assertThat(slave.program().err().contains(token)).isFalse();
    assertThat(master.program().err().contains(token)).isFalse();
    slave.close();
  }
}
