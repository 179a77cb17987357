package org.synchronode.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.AwkwardNames;
import org.synchronode.e2e.kit.Mount;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.Rclone;
import org.synchronode.e2e.kit.RemoteTree;
import org.synchronode.e2e.kit.StartedProgram;

/** The clients that people mount and copy with, over a slave's share with awkward names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path folder;
  private Pair pair;
  private Path share;

  @BeforeAll
  void aPairWithAwkwardNames() throws IOException {
    share = Files.createDirectories(folder.resolve("laptop/share"));
    Random random = new Random(1);
    Path names = Files.createDirectories(share.resolve("names"));
    for (String name : AwkwardNames.all()) {
      Files.writeString(names.resolve(name), "content of " + name + "\n");
    }
    Path folders = Files.createDirectories(share.resolve("folders"));
    for (String name : AwkwardNames.all().stream().filter(it -> it.length() < 9).toList()) {
      Path odd = Files.createDirectories(folders.resolve(name));
      Files.writeString(odd.resolve("inside " + name), name);
    }
    Files.createDirectories(share.resolve("empty folder"));
    Files.createFile(share.resolve("empty file"));
    byte[] large = new byte[5_000_001];
    random.nextBytes(large);
    Files.write(share.resolve("large.bin"), large);
    pair = Pair.start(folder);
    pair.awaitListed("", "large.bin");
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void webDavShowsTheSourceTree() {
    Assertions.assertThat(pair.http().tree(at()).sizes()).isEqualTo(RemoteTree.onDisk(share));
  }

  @Test
  void everyAwkwardNameIsReadByItsAddress() {
    for (String name : AwkwardNames.all()) {
      Assertions.assertThat(pair.http().text(Paths.browse(Pair.SLAVE, "names", name)))
          .isEqualTo("content of " + name + "\n");
    }
  }

  @Test
  void rcloneCopiesAndChecksEveryByte() throws IOException {
    Path work = Files.createDirectories(folder.resolve("rclone"));
    Path copy = Files.createDirectories(work.resolve("copy"));
    Rclone rclone = new Rclone(work, url());
    rclone.copyTo(copy);
    Files.createDirectories(copy.resolve("empty folder"));
    equalsTheSource(copy);
    rclone.checkAgainst(share);
  }

  @Test
  void anRcloneMountEqualsTheSource() throws IOException {
    try (Mount mount = Mount.rclone(Files.createDirectories(folder.resolve("m1")), url())) {
      equalsTheSource(mount.top());
    }
  }

  @Test
  void aDavfsMountOfAllHostsEqualsTheSource() {
    URI all = pair.master().url().resolve("/browse/");
    try (Mount mount = Mount.davfs(folder, all)) {
      Assertions.assertThat(mount.top().toFile().list()).contains(Pair.MASTER, Pair.SLAVE);
      // It lists the longest names but can't read them: its cache adds to a name.
      equalsTheSource(mount.top().resolve(Pair.SLAVE), AwkwardNames.longest());
      Assertions.assertThat(mount.top().resolve(Pair.SLAVE).resolve("names").toFile().list())
          .contains(AwkwardNames.longest());
    }
  }

  /** As {@code diff -r} sees it; our own hidden folder is never shared. */
  private void equalsTheSource(Path other, String... leftOut) {
    List<String> command = new ArrayList<>(List.of("diff", "-r", "-x", ".synchronode*"));
    Arrays.stream(leftOut).forEach(name -> command.addAll(List.of("-x", name)));
    command.addAll(List.of(share.toString(), other.toString()));
    StartedProgram.run(PATIENCE, folder, command.toArray(String[]::new));
  }

  private URI url() {
    return pair.master().url().resolve(at());
  }

  private static String at() {
    return Paths.file(Pair.SLAVE, "");
  }
}
