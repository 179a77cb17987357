package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.Installed;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.StartedProgram;

/** Uploads that are cut off go on where they ended, with curl as people have it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumingIT {
  private static final int SIZE = 12 * 1024 * 1024;
  private static final int ENOUGH = 2 * 1024 * 1024;
  private static final String LOCKINFO =
      "<lockinfo xmlns='DAV:'><lockscope><exclusive/></lockscope><locktype><write/></locktype>"
          + "</lockinfo>";

  @TempDir private static Path folder;
  private Path film = Path.of("");
  private Pair pair;
  private HttpProbe http;

  @BeforeAll
  void aWritablePair() throws IOException {
    byte[] bytes = new byte[SIZE];
    new Random(20261123).nextBytes(bytes);
    film = Files.write(folder.resolve("film"), bytes);
    pair = Pair.start(folder, "permissions: 'rw'");
    http = pair.http();
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  private Path share(String host) {
    return (host.equals(Pair.MASTER) ? pair.master() : pair.slave()).share();
  }

  private StartedProgram curl(String path, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Installed.program("curl"),
                "-sS",
                "-u",
                NodeProcess.USER + ":" + NodeProcess.PASSWORD));
    command.addAll(List.of(arguments));
    command.add(http.base().toString().replaceAll("/$", "") + path);
    return StartedProgram.start(folder, Map.of(), command);
  }

  /** As a script would ask. */
  private long held(String path) {
    try (StartedProgram curl =
        curl(
            path,
            "-f",
            "-X",
            "PUT",
            "-H",
            "Content-Range: bytes */" + SIZE,
            "-w",
            "%header{upload-offset}")) {
      assertThat(curl.exitCode(NodeProcess.START)).as(curl.said()).isZero();
      return Long.parseLong(curl.out().toString().strip());
    }
  }

  private void goOn(String path, long offset) {
    try (StartedProgram curl =
        curl(path, "-f", "-C", Long.toString(offset), "-T", film.toString())) {
      assertThat(curl.exitCode(NodeProcess.START)).as(curl.said()).isZero();
    }
  }

  /** Slow enough to be cut off in the middle; over when there is more than this at the owner. */
  private StartedProgram slowly(String host, long more, String path, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--limit-rate", "4M"));
    StartedProgram curl = curl(path, all.toArray(String[]::new));
    curl.await("enough is there", NodeProcess.START, () -> hidden(host) >= more);
    return curl;
  }

  /** How much there is under hidden names. */
  private long hidden(String host) throws IOException {
    long sum = 0;
    try (Stream<Path> members = Files.list(share(host))) {
      for (Path member : members.toList()) {
        if (member.getFileName().toString().startsWith(".synchronode-")) {
          sum += Files.size(member);
        }
      }
    }
    return sum;
  }

  private HttpResponse<byte[]> put(String path, String range, String text, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Range", "bytes " + range));
    all.addAll(List.of(headers));
    return http.sendText("PUT", path, text, all.toArray(String[]::new));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void anOrdinaryUploadThatWasCutOffGoesOn(String host) throws IOException {
    String path = Paths.file(host, "film.mkv");
    assertThat(http.sendText("PUT", path, "old").statusCode()).isEqualTo(201);
    StartedProgram curl = slowly(host, ENOUGH, path, "-T", film.toString());
    curl.signal("KILL");
    await("what came is held").atMost(NodeProcess.START).until(() -> held(path) > 0);
    assertThat(http.text(path)).isEqualTo("old");
    long offset = held(path);
    assertThat(offset).isBetween((long) ENOUGH, SIZE - 1L);
    goOn(path, offset);
    assertThat(share(host).resolve("film.mkv")).hasSameBinaryContentAs(film);
    assertThat(http.bytes(path)).isEqualTo(Files.readAllBytes(film));
    assertThat(hidden(host)).isZero();
  }

  @Test
  void whatAnOwnerHadWhenItWasKilledIsStillThere() throws IOException {
    String path = Paths.file(Pair.SLAVE, "killed.mkv");
    Path part =
        Files.write(folder.resolve("part"), Arrays.copyOf(Files.readAllBytes(film), ENOUGH));
    try (StartedProgram curl =
        curl(
            path,
            "-f",
            "-H",
            "Content-Range: bytes 0-" + (ENOUGH - 1) + "/" + SIZE,
            "-T",
            part.toString())) {
      assertThat(curl.exitCode(NodeProcess.START)).as(curl.said()).isZero();
    }
    assertThat(hidden(Pair.SLAVE)).isEqualTo(ENOUGH);
    StartedProgram rest =
        slowly(
            Pair.SLAVE, 2L * ENOUGH, path, "-C", Integer.toString(ENOUGH), "-T", film.toString());
    pair.slave().kill();
    assertThat(rest.exitCode(NodeProcess.START)).isZero();
    pair.slave().startAgain().ready();
    pair.awaitOnline();
    long offset = held(path);
    assertThat(offset).isBetween(2L * ENOUGH, SIZE - 1L);
    goOn(path, offset);
    assertThat(share(Pair.SLAVE).resolve("killed.mkv")).hasSameBinaryContentAs(film);
    assertThat(hidden(Pair.SLAVE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void partsAreUnderTheSameConditionsAsAFile(String host) {
    String path = Paths.file(host, "parts.txt");
    HttpResponse<byte[]> part = put(path, "0-3/8", "half", "If-None-Match", "*");
    assertThat(part.statusCode()).isEqualTo(202);
    assertThat(header(part, "Upload-Offset")).isEqualTo("4");
    assertThat(http.get(path).statusCode()).isEqualTo(404);
    String etag = header(http.sendText("PUT", path, "others'"), "etag");
    assertThat(put(path, "4-7/8", "HALF", "If-None-Match", "*").statusCode()).isEqualTo(412);
    assertThat(put(path, "3-7/8", "fHALF").statusCode()).isEqualTo(416);
    assertThat(http.text(path)).isEqualTo("others'");
    String lock = header(http.sendText("LOCK", path, LOCKINFO), "lock-token");
    String token = "(" + lock + ")";
    HttpResponse<byte[]> locked = put(path, "4-7/8", "HALF", "If-Match", etag);
    assertThat(locked.statusCode()).isEqualTo(423);
    assertThat(new String(locked.body(), StandardCharsets.UTF_8)).contains(path);
    HttpResponse<byte[]> done = put(path, "4-7/8", "HALF", "If-Match", etag, "If", token);
    assertThat(done.statusCode()).isEqualTo(204);
    assertThat(header(done, "etag")).isEqualTo(header(http.get(path), "etag"));
    assertThat(http.text(path)).isEqualTo("halfHALF");
    assertThat(put(path, "4-7/*", "half", "If", token).statusCode()).isEqualTo(204);
    assertThat(put(path, "0-0/*", "H").statusCode()).isEqualTo(423);
    assertThat(http.text(path)).isEqualTo("halfhalf");
    assertThat(http.send("UNLOCK", path, "Lock-Token", lock).statusCode()).isEqualTo(204);
  }

  @Test
  void whoeverFollowsAFolderHearsOfTheFileAndNotOfItsParts() {
    String path = Paths.file(Pair.SLAVE, "told.txt");
    put(path, "0-3/8", "half");
    assertThat(http.tree(Paths.file(Pair.SLAVE, "")).sizes()).doesNotContainKey("told.txt");
    put(path, "4-7/8", "half");
    assertThat(http.tree(Paths.file(Pair.SLAVE, "")).sizes()).containsEntry("told.txt", 8L);
  }
}
