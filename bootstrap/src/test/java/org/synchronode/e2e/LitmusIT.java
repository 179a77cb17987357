package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.StartedProgram;

/**
 * litmus, the test suite of WebDAV servers, on the master's own share and through it on a slave's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LitmusIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private Pair pair;

  @BeforeAll
  void aWritablePair() {
    pair = Pair.start(folder, "permissions: 'rw'");
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @ParameterizedTest(name = "{1} on {0}")
  @CsvSource({
    Pair.MASTER + ",basic,16",
    Pair.MASTER + ",copymove,13",
    Pair.MASTER + ",props,30",
    Pair.MASTER + ",locks,41",
    Pair.MASTER + ",http,4",
    Pair.SLAVE + ",basic,16",
    Pair.SLAVE + ",copymove,13",
    Pair.SLAVE + ",props,30",
    Pair.SLAVE + ",locks,41",
    Pair.SLAVE + ",http,4",
  })
  void passesWithoutFailuresSkipsAndWarnings(String host, String suite, int tests) {
    String work = Paths.file(host, suite) + "/";
    assertThat(pair.http().send("MKCOL", work).statusCode()).isEqualTo(201);
    StartedProgram litmus =
        StartedProgram.start(
            folder,
            Map.of("TESTS", suite),
            List.of(
                "litmus",
                "-k",
                pair.master().url().resolve(work).toString(),
                NodeProcess.USER,
                NodeProcess.PASSWORD));
    litmus.exitCode(PATIENCE);
    String said = litmus.out().toString();
    assertThat(said)
        .contains("of " + tests + " tests run: " + tests + " passed, 0 failed")
        .doesNotContain("WARNING", "SKIPPED", "skipped");
  }
}
