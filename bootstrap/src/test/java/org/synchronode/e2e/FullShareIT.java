package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.SmallDisk;
import org.synchronode.e2e.kit.StartedProgram;

/** A slave whose share lies on a disk of 16 MB. */
class FullShareIT {
  private static final String TOO_MUCH = "0123456789".repeat(2_000_000);

  @TempDir private Path folder;

  @AfterEach
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void whatDoesNotFitIsRefusedAndLeavesNothingHalf() throws IOException {
    String writable = "permissions: 'rw'";
    NodeProcess master =
        NodeProcess.startReady(NodeSettings.grandmaster(folder, Pair.MASTER).withConfig(writable));
    NodeSettings settings =
        NodeSettings.slave(folder, Pair.SLAVE, master.url())
            .withCode(master.invite())
            .withConfig(writable);
    try (SmallDisk disk = SmallDisk.at(settings.share())) {
      Pair pair = new Pair(master, NodeProcess.startReady(settings));
      pair.awaitOnline();
      HttpProbe http = pair.http();
      String old = Paths.file(Pair.SLAVE, "old.txt");
      String elsewhere = Paths.file(Pair.MASTER, "much.txt");
      assertThat(http.sendText("PUT", old, "old").statusCode()).isEqualTo(201);
      assertThat(http.sendText("PUT", elsewhere, TOO_MUCH).statusCode()).isEqualTo(201);
      assertRefused(http.sendText("PUT", old, TOO_MUCH));
      assertRefused(http.send("COPY", elsewhere, "Destination", old));
      assertRefused(http.send("MOVE", elsewhere, "Destination", old));
      assertThat(http.text(elsewhere)).isEqualTo(TOO_MUCH);
      disk.fillUpTo(100_000);
      assertRefused(http.sendText("PUT", Paths.file(Pair.SLAVE, "n.txt"), "n".repeat(200_000)));
      assertThat(http.text(old)).isEqualTo("old");
      assertThat(names(settings.share())).contains("old.txt").noneMatch(FullShareIT::isLeft);
      disk.makeRoom();
      assertThat(http.sendText("PUT", old, "new").statusCode()).isEqualTo(204);
      assertThat(http.text(old)).isEqualTo("new");
      partsThatDoNotFitLeaveThoseThatAreThere(disk, http, old);
      pair.close();
    }
  }

  private static void partsThatDoNotFitLeaveThoseThatAreThere(
      SmallDisk disk, HttpProbe http, String path) {
    String part = "0123456789".repeat(200_000);
    assertRefused(part(http, path, "0-1999999/20000000", part));
    assertThat(part(http, path, "0-1999999/4000000", part).statusCode()).isEqualTo(202);
    disk.fillUpTo(100_000);
    assertRefused(part(http, path, "2000000-3999999/4000000", part));
    assertRefused(part(http, path, "0-199999/*", part.substring(0, 200_000)));
    assertThat(http.text(path)).isEqualTo("new");
    disk.makeRoom();
    assertThat(part(http, path, "*/4000000", "").headers().firstValue("Upload-Offset"))
        .hasValue("2000000");
    assertThat(part(http, path, "2000000-3999999/4000000", part).statusCode()).isEqualTo(204);
    assertThat(http.text(path)).isEqualTo(part + part);
  }

  private static HttpResponse<byte[]> part(HttpProbe http, String path, String range, String text) {
    return http.sendText("PUT", path, text, "Content-Range", "bytes " + range);
  }

  private static void assertRefused(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(HttpProbe.described(answer)).isEqualTo(507);
  }

  private static boolean isLeft(String name) {
    return name.equals("n.txt") || name.startsWith(".synchronode-");
  }

  private static List<String> names(Path share) throws IOException {
    try (Stream<Path> members = Files.list(share)) {
      return members.map(member -> member.getFileName().toString()).toList();
    }
  }
}
