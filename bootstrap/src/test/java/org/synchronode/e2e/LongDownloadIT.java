package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.BackgroundRead;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.SampleFiles;
import org.synchronode.e2e.kit.StartedProgram;
import org.synchronode.e2e.kit.Stopwatch;

/** Downloads of a file of 10 GiB, and ways in which they end early. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LongDownloadIT {
  private static final long SIZE = 10L << 30;
  private static final long PART = 3L << 30;
  private static final long MOST_MEMORY = 500L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String FILE = Paths.file(Pair.SLAVE, "big.bin");

  @TempDir private static Path folder;
  private Pair pair;

  @BeforeAll
  void aPair() throws IOException {
    Path share = java.nio.file.Files.createDirectories(folder.resolve("laptop/share"));
    SampleFiles.sparse(share.resolve("big.bin"), SIZE);
    pair = Pair.start(folder);
    pair.awaitListed("", "big.bin");
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  @Order(1)
  void threeGibibytesOfItPassInBoundedMemory() throws IOException {
    Stopwatch watch = new Stopwatch();
    HttpResponse<InputStream> answer =
        pair.http().open(FILE, "Range", "bytes=" + (SIZE - PART) + "-");
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .hasValue("bytes %d-%d/%d".formatted(SIZE - PART, SIZE - 1, SIZE));
    try (InputStream body = answer.body()) {
      assertThat(BackgroundRead.of(body).result(PATIENCE)).isEqualTo(PART);
    }
    long megabytesPerSecond = PART / 1_000_000 * 1000 / watch.elapsed().toMillis();
    System.out.printf(
        "Through master and slave: %d MB/s; peak memory %d MB and %d MB%n",
        megabytesPerSecond,
        pair.master().facts().peakMemory() >> 20,
        pair.slave().facts().peakMemory() >> 20);
    assertThat(pair.master().facts().peakMemory()).as("master").isLessThan(MOST_MEMORY);
    assertThat(pair.slave().facts().peakMemory()).as("slave").isLessThan(MOST_MEMORY);
  }

  @Test
  @Order(2)
  void headTellsTheWholeLengthAtOnce() {
    HttpResponse<byte[]> answer = pair.http().send("HEAD", FILE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(SIZE);
  }

  @Test
  @Order(3)
  void aClientThatGoesAwayStopsTheOwnerWithinASecond() throws IOException {
    Path file = pair.slave().share().resolve("big.bin").toRealPath();
    try (Socket client = pair.raw().begin(FILE, 1 << 20)) {
      assertThat(client.isConnected()).isTrue();
      assertThat(pair.slave().facts().holdsOpen(file)).isTrue();
    }
    await("the owner lets go of the file")
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(1))
        .until(() -> !pair.slave().facts().holdsOpen(file));
    assertThat(pair.http().get(FILE, "Range", "bytes=0-9").body()).hasSize(10);
  }

  @Test
  @Order(4)
  void anOwnerThatDiesInMidFileBreaksTheAnswerOff() throws IOException {
    try (InputStream body = pair.http().open(FILE).body()) {
      assertThat(body.readNBytes(1 << 20)).hasSize(1 << 20);
      BackgroundRead reading = BackgroundRead.of(body);
      pair.slave().kill();
      assertThatThrownBy(() -> reading.result(PATIENCE)).isInstanceOf(IOException.class);
    }
    pair.slave().startAgain();
    await()
        .atMost(NodeProcess.START)
        .until(() -> pair.http().get(FILE, "Range", "bytes=0-9").statusCode() == 206);
  }

  @Test
  @Order(5)
  void aMasterThatDiesInMidFileStopsTheOwner() throws IOException {
    Path file = pair.slave().share().resolve("big.bin").toRealPath();
    try (Socket client = pair.raw().begin(FILE, 1 << 20)) {
      assertThat(client.isConnected()).isTrue();
      pair.master().kill();
      await().atMost(Duration.ofSeconds(5)).until(() -> !pair.slave().facts().holdsOpen(file));
    }
    pair.master().startAgain();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> pair.http().get(FILE, "Range", "bytes=0-9").statusCode() == 206);
  }
}
