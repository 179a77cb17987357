package org.synchronode.e2e.kit;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Java's AOT cache for nodes, as the launcher makes it after a build. Of the processes that run
 * tests, the first one makes it for all.
 */
public final class AotCache {
  private static final Duration PATIENCE = NodeProcess.START.multipliedBy(3);
  private static final Path FILE = target("e2e.aot");

  static {
    try (FileChannel lock = FileChannel.open(target("e2e.lock"), CREATE, WRITE);
        FileLock _ = lock.lock()) {
      if (!isOfThisBuild()) {
        rehearse();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AotCache() {}

  /** Where it is. */
  public static Path file() {
    return FILE;
  }

  private static Path target(String name) {
    return NodeProcess.APP.toAbsolutePath().resolveSibling(name);
  }

  private static boolean isOfThisBuild() throws IOException {
    if (!Files.exists(FILE)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(FILE);
    try (Stream<Path> application = Files.walk(NodeProcess.APP)) {
      for (Path file : application.toList()) {
        if (Files.getLastModifiedTime(file).compareTo(made) >= 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static void rehearse() throws IOException {
    Path made = target("e2e.aot.new");
    List<String> command = NodeProcess.java();
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + made,
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-cp",
            NodeProcess.JAR,
            "org.synchronode.bootstrap.Rehearsal"));
    StartedProgram.run(PATIENCE, NodeProcess.APP, command.toArray(String[]::new));
    Files.move(made, FILE, REPLACE_EXISTING);
  }
}
