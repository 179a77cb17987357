package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.SampleFiles;
import org.synchronode.e2e.kit.StartedProgram;
import org.synchronode.e2e.kit.Stopwatch;

/** A slave that stands still, as a machine does that is suspended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrozenOwnerIT {
  /** The node's patience with an owner is 20 s. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(35);

  private static final String LIST = Paths.file(Pair.SLAVE, "d0000/");

  @TempDir private static Path folder;
  private Pair pair;

  @BeforeAll
  void aPair() {
    SampleFiles.many(folder.resolve("laptop/share"), 300);
    pair = Pair.start(folder);
    pair.awaitListed("d0002", "f99.txt");
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void listingsStayAsFastWhileItsFilesAreGivenUpInBoundedTime() {
    measured();
    Duration awake = measured();
    String file = Paths.file(Pair.SLAVE, "d0000/f00.txt");
    pair.slave().freeze();
    Stopwatch hanging = new Stopwatch();
    CompletableFuture<HttpResponse<byte[]>> read =
        CompletableFuture.supplyAsync(() -> pair.http().get(file));

    Duration frozen = measured();
    assertThat(read).as("reads meanwhile").isNotDone();
    assertThat(frozen)
        .as("median latency, " + awake.toMillis() + " ms while it was awake")
        .isLessThan(awake.multipliedBy(3).plusMillis(100));

    HttpResponse<byte[]> answer = read.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    assertThat(answer.statusCode()).as(HttpProbe.described(answer)).isEqualTo(504);
    assertThat(hanging.elapsed()).isLessThan(GIVEN_UP);

    pair.slave().thaw();
    await("it comes back")
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(pair.http().text(file)).isEqualTo("0"));
    assertThat(Files.exists(pair.slave().share())).isTrue();
  }

  /** The median time of a PROPFIND and a listing; none of them may take long. */
  private Duration measured() {
    long[] nanos =
        IntStream.range(0, 31)
            .mapToLong(
                _ -> {
                  Stopwatch watch = new Stopwatch();
                  assertThat(pair.http().tree(LIST).sizes()).hasSize(100);
                  assertThat(pair.http().list(LIST).entries()).hasSize(100);
                  assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(2));
                  return watch.elapsed().toNanos();
                })
            .sorted()
            .toArray();
    return Duration.ofNanos(nanos[nanos.length / 2]);
  }
}
