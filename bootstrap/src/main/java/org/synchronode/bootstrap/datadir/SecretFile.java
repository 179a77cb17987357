package org.synchronode.bootstrap.datadir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A small text that only its owner can read (0600). Whoever reads the file, also after a crash at
 * any point, finds the old text or the new one, never a part. Writers of the same file must take
 * turns.
 *
 * @param path of the file; its folder must exist
 */
public record SecretFile(Path path) {
  private static final int LARGEST = 64 * 1024;

  /**
   * Replaces the text; it has reached the disk when this returns.
   *
   * @throws IOException where it can't be written; the old text stays
   */
  public void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST) {
      throw new IOException("a secret of " + bytes.length + " bytes is larger than " + LARGEST);
    }
    Path folder = path.toAbsolutePath().getParent();
    // A temporary file is made with 0600 from its first moment.
    Path fresh = Files.createTempFile(folder, ".secret", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        out.write(bytes);
        channel.force(true);
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /**
   * The text; empty where there is no such file.
   *
   * @throws IOException where it can't be read, or is larger than 64 KiB
   */
  public Optional<String> read() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException(path + " is larger than " + LARGEST + " bytes");
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Deletes the file, where it is there. */
  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
