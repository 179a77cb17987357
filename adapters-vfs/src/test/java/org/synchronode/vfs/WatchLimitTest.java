package org.synchronode.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A share with more folders than the system lets its user watch; the limit is the test's own. */
class WatchLimitTest {
  private static final List<String> OWN_LIMITS = List.of("unshare", "--user", "--map-root-user");

  @TempDir Path folder;

  @BeforeEach
  void onlyWhereAProcessCanHaveItsOwnLimit() throws IOException, InterruptedException {
    Process attempt;
    try {
      attempt = new ProcessBuilder(with(OWN_LIMITS, "true")).start();
    } catch (IOException e) {
      attempt = new ProcessBuilder("false").start();
    }
    if (attempt.waitFor() != 0) {
      String why = "no process can be given a limit of its own here (unshare --user)";
      if ("true".equals(System.getenv("CI"))) {
        fail(why);
      }
      abort(why);
    }
  }

  @Test
  void theSettingIsNamedOnceAndRescansFindWhatWatchesMiss() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.createDirectories(folder.resolve("share/d" + i));
    }
    Path said = folder.resolve("said");
    Process sharing =
        new ProcessBuilder(
                with(
                    OWN_LIMITS,
                    "sh",
                    "-c",
                    "echo 5 > /proc/sys/user/max_inotify_watches && exec \"$@\"",
                    "sh",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    SharingProcess.class.getName(),
                    folder.toString(),
                    "d19/new.txt"))
            .redirectError(said.toFile())
            .start();
    try (BufferedReader out = sharing.inputReader(UTF_8)) {
      assertThat(out.readLine()).as(Files.readString(said)).isEqualTo("watches 5");
      for (int i = 0; i < 20; i++) {
        Files.writeString(folder.resolve("share/d" + i + "/new.txt"), "new");
      }
      assertThat(out.readLine()).as(Files.readString(said)).isEqualTo("lists d19/new.txt");
      assertThat(sharing.waitFor()).isZero();
    } finally {
      sharing.destroyForcibly();
    }
    try (Stream<String> lines = Files.lines(said)) {
      assertThat(lines.filter(line -> line.contains("fs.inotify.max_user_watches"))).hasSize(1);
    }
  }

  private static List<String> with(List<String> first, String... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toList();
  }
}
