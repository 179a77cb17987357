package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux knows about a running process. */
public record ProcessFacts(long pid) {

  /** The most memory that it ever held, in bytes. */
  public long peakMemory() {
    return status("VmHWM:") * 1024;
  }

  /** Whether it has a file open. */
  public boolean holdsOpen(Path file) {
    try (Stream<Path> open = Files.list(folder().resolve("fd"))) {
      return open.anyMatch(descriptor -> leadsTo(descriptor, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException e) {
      // It was closed while we looked.
      return false;
    }
  }

  private long status(String field) {
    try (Stream<String> lines = Files.lines(folder().resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return Path.of("/proc", Long.toString(pid));
  }
}
