package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A disk of 16 MB, mounted at a folder, which can be filled. */
public final class SmallDisk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PIECE = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; what is in it is gone when it is closed. */
  public static SmallDisk at(Path folder) {
    Installed.root("mount a small disk");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        List.of(Installed.program("mount"), "-t", "tmpfs", "-o", "size=16m,mode=700", "tmpfs", ".");
    try (StartedProgram mount = StartedProgram.start(folder, Map.of(), command)) {
      if (mount.exitCode(PATIENCE) != 0) {
        Installed.missing("a small disk can't be mounted here: " + mount.err());
      }
    }
    return new SmallDisk(folder);
  }

  /** Fills it to its last byte. */
  public void fill() {
    fillUpTo(0);
  }

  /** Fills it until only this much is free. */
  public void fillUpTo(int bytesLeft) {
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (Files.getFileStore(folder).getUsableSpace() >= bytesLeft + PIECE) {
        out.write(new byte[PIECE]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes away what filled it. */
  public void makeRoom() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    StartedProgram.run(PATIENCE, Path.of("/"), Installed.program("umount"), folder.toString());
  }
}
