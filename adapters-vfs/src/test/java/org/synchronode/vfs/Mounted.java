package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, mounted at a folder, for tests that the system's root runs. */
final class Mounted implements AutoCloseable {
  private final Path folder;

  private Mounted(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where nothing may be mounted, but never in CI. */
  static Mounted at(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()) == 0;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(mounted).as("in CI a file system can be mounted").isTrue();
    }
    assumeTrue(mounted, "only the system's root may mount a file system");
    return new Mounted(folder);
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    assertThat(run("umount", "-l", folder.toString())).isZero();
  }
}
