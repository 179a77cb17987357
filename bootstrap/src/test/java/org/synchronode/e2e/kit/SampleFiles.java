package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files for shares. */
public final class SampleFiles {
  private SampleFiles() {}

  /** A file of zeros that takes no room. */
  public static void sparse(Path file, long size) {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.setLength(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Many small files, in folders of a hundred. */
  public static void many(Path folder, int files) {
    try {
      for (int i = 0; i < files; i++) {
        Path below = folder.resolve("d%04d".formatted(i / 100));
        if (i % 100 == 0) {
          Files.createDirectories(below);
        }
        Files.writeString(below.resolve("f%02d.txt".formatted(i % 100)), Integer.toString(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a text stands in any file below a folder. */
  public static boolean anyContains(Path folder, String text) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> regular = files.filter(Files::isRegularFile).toList();
      for (Path file : regular) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
