package org.synchronode.e2e.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that are not ours. */
public final class Installed {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/local/sbin"),
          Path.of("/usr/local/bin"),
          Path.of("/usr/sbin"),
          Path.of("/usr/bin"),
          Path.of("/sbin"),
          Path.of("/bin"));

  private Installed() {}

  /** Where a program is. The test is skipped, visibly, where it is not installed. */
  public static String program(String name) {
    Optional<Path> found =
        FOLDERS.stream()
            .map(folder -> folder.resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      Assumptions.abort(name + " is not installed; .ci/run installs what the tests need");
    }
    return found.map(Path::toString).orElseThrow();
  }

  /** The test is skipped where folders of other programs can't be mounted. */
  public static void fuse() {
    if (!Files.isWritable(Path.of("/dev/fuse"))) {
      Assumptions.abort("/dev/fuse is missing or closed to this user, so nothing can be mounted");
    }
  }
}
