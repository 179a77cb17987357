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

  /** Where a program is. The test can't be run where it is not installed. */
  public static String program(String name) {
    Optional<Path> found =
        FOLDERS.stream()
            .map(folder -> folder.resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      missing(name + " is not installed; .ci/run installs what the tests need");
    }
    return found.map(Path::toString).orElseThrow();
  }

  /** The test is skipped where folders of other programs can't be mounted. */
  public static void fuse() {
    if (!Files.isWritable(Path.of("/dev/fuse"))) {
      missing("/dev/fuse is missing or closed to this user, so nothing can be mounted");
    }
  }

  /** The test is skipped where it is not run by root. */
  static void root(String what) {
    if (!"root".equals(System.getProperty("user.name"))) {
      missing("only root can " + what);
    }
  }

  /** The test can't be run here: it is skipped, but fails where everything must be tested. */
  static void missing(String why) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(why);
    }
    Assumptions.abort(why);
  }
}
