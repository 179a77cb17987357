package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.OtherUser;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.StartedProgram;

/** A slave that is not allowed to read some of what it shares. */
class UnreadableIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private NodeProcess master;
  private NodeSettings settings;

  @BeforeEach
  void aMaster() {
    master = NodeProcess.start(NodeSettings.grandmaster(folder, Pair.MASTER));
    settings =
        NodeSettings.slave(folder, Pair.SLAVE, master.url())
            .withCode(master.invite())
            .under(OtherUser.boundByPermissions());
  }

  @AfterEach
  void end() throws IOException {
    StartedProgram.endAll();
    allow(settings.share(), "rwx------");
    if (Files.exists(locked())) {
      allow(locked(), "rwx------");
    }
  }

  @Test
  void anUnreadableShareIsOneLineAndAnEnd() throws IOException {
    allow(settings.share(), "---------");
    StartedProgram program = NodeProcess.launch(settings);
    assertThat(program.exitCode(NodeProcess.START)).as(program.said()).isNotZero();
    assertThat(program.err().lines())
        .singleElement()
        .asString()
        .contains(settings.share().toString())
        .contains("can't be read");
  }

  @Test
  void anUnreadableFolderStaysListedAsItWasAndDoesNotStopTheRest() throws IOException {
    Files.createDirectories(locked().resolve("deep"));
    Files.writeString(locked().resolve("deep/kept.txt"), "kept");
    NodeProcess slave = NodeProcess.startReady(settings);
    awaitListed("locked/deep/kept.txt");

    allow(locked(), "---------");
    slave
        .program()
        .await("it warns", PATIENCE, () -> slave.program().err().contains("\"locked\" can't be"));
    Files.writeString(settings.share().resolve("a.txt"), "a");
    awaitListed("a.txt");
    stays("locked/deep/kept.txt");

    slave.kill();
    Files.createDirectories(settings.share().resolve("z"));
    Files.writeString(settings.share().resolve("z/after.txt"), "after");
    slave.startAgain().ready();
    slave
        .program()
        .await("it warns", PATIENCE, () -> slave.program().err().contains("\"locked\" can't be"));
    awaitListed("z/after.txt");
    stays("locked/deep/kept.txt");
    Pair.awaitOnline(master, Pair.SLAVE);
    isAClearProblem("locked/deep/kept.txt");

    allow(locked(), "rwx------");
    Files.writeString(locked().resolve("fresh.txt"), "fresh");
    awaitListed("locked/fresh.txt");
    assertThat(master.http().text(Paths.file(Pair.SLAVE, "locked/deep/kept.txt")))
        .isEqualTo("kept");
  }

  @Test
  void anUnreadableFileIsListedAndReadingItIsAClearProblem() throws IOException {
    Path file = Files.writeString(settings.share().resolve("secret.txt"), "secret");
    allow(file, "---------");
    NodeProcess.startReady(settings);
    awaitListed("secret.txt");
    Pair.awaitOnline(master, Pair.SLAVE);
    isAClearProblem("secret.txt");
  }

  private void isAClearProblem(String path) {
    HttpResponse<byte[]> answer = master.http().get(Paths.file(Pair.SLAVE, path));
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("owner-failed")
        .contains("can't be read")
        .doesNotContain(folder.toString());
  }

  private void awaitListed(String path) {
    await(path)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .untilAsserted(() -> stays(path));
  }

  private void stays(String path) {
    assertThat(master.http().tree(Paths.file(Pair.SLAVE, "")).sizes()).containsKey(path);
  }

  private Path locked() {
    return settings.share().resolve("locked");
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
