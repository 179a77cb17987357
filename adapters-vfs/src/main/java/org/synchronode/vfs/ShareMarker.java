package org.synchronode.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.synchronode.application.share.FileKey;
import org.synchronode.domain.entry.EntryName;

/**
 * Tells whether the folder at the share's path is the share that it was, because only then does a
 * missing file mean a deleted file. A share that can be written has a marker in it, {@code
 * .synchronode/share}, with a random id; this node remembers the id in its data folder. A share
 * that can't be written is known by the device and inode of its root. Where the share's path is
 * changed in the configuration, what stands there is another share, and is taken as such.
 */
final class ShareMarker {
  private static final EntryName MARKER = new EntryName("share");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final int LONGEST = 64;

  /** Nobody puts another disk in the place of one in less time. */
  private static final Duration RECENT = Duration.ofSeconds(1);

  private final Path root;
  private final Path memory;
  private FileKey verified = FileKey.NONE;
  private long verifiedAt;

  /**
   * @param root the share's real path
   * @param dataDir where this node remembers which share it was
   */
  ShareMarker(Path root, Path dataDir) {
    this.root = root;
    this.memory = dataDir.resolve("share-root");
  }

  /**
   * Makes sure that an open folder is the share. The first time, marks and remembers it.
   *
   * @throws ShareUnavailable when it is another folder than the one that is remembered
   */
  synchronized void verify(OpenFolder folder) throws ShareUnavailable {
    try {
      FileKey key = folder.stat().key();
      verified = FileKey.NONE;
      verify(folder, key);
      verified = key;
      verifiedAt = System.nanoTime();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The same, for what is done often: a folder that was verified a moment ago is known by its key.
   */
  synchronized void verifyAgain(OpenFolder folder) throws ShareUnavailable {
    try {
      if (!folder.stat().key().equals(verified)
          || System.nanoTime() - verifiedAt > RECENT.toNanos()) {
        verify(folder);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void verify(OpenFolder folder, FileKey key) throws IOException, ShareUnavailable {
    Optional<String> marker = read(folder);
    Optional<Remembered> remembered = remembered();
    if (remembered.isEmpty()) {
      remember(new Remembered(marker.or(this::write), key));
      return;
    }
    Remembered before = remembered.get();
    if (before.marker().isPresent() && marker.isPresent()) {
      if (!before.marker().equals(marker)) {
        throw isAnother("has the marker of another share");
      }
      if (!before.key().equals(key)) {
        // The same share on another device: a disk that was moved, or a copy of all of it.
        remember(new Remembered(marker, key));
      }
    } else if (!before.key().equals(key)) {
      throw isAnother(
          before.marker().isPresent()
              ? "has no marker: is its disk mounted?"
              : "is another folder than before: is its disk mounted?");
    } else if (marker.isPresent() || before.marker().isPresent()) {
      // The same folder: its marker was removed, or it has become writable for somebody.
      remember(new Remembered(marker.or(this::write), key));
    }
  }

  private ShareUnavailable unreadable(IOException e) {
    return new ShareUnavailable("The share " + root + " can't be read. " + Complaints.reason(e), e);
  }

  private ShareUnavailable isAnother(String what) {
    return new ShareUnavailable(
        "The folder at "
            + root
            + " "
            + what
            + " Nothing is taken for deleted. (If it really is"
            + " the share now, delete "
            + memory
            + " to say so.)");
  }

  private static Optional<String> read(OpenFolder root) throws IOException {
    try (OpenFolder folder = root.folder(Exclusions.STATE_FOLDER)) {
      if (folder.stat(MARKER).filter(stat -> stat.kind() == Stat.Kind.FILE).isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = Channels.newInputStream(folder.file(MARKER))) {
        String id = new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII).strip();
        return Optional.of(id).filter(text -> ID.matcher(text).matches());
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return Optional.empty();
    }
  }

  /** Marks the share, if it can be written. */
  private Optional<String> write() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    try {
      Path folder = root.resolve(Exclusions.STATE_FOLDER.value());
      if (!Files.exists(folder)) {
        Files.createDirectory(folder);
      }
      Files.writeString(
          folder.resolve(MARKER.value()),
          id + "\n",
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      return Optional.of(id);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Optional<Remembered> remembered() throws IOException {
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(memory)) {
      lines.load(in);
      if (!root.toString().equals(lines.getProperty("root"))) {
        return Optional.empty();
      }
      String marker = lines.getProperty("marker", "");
      return Optional.of(
          new Remembered(
              marker.isEmpty() ? Optional.empty() : Optional.of(marker),
              new FileKey(
                  Long.parseLong(lines.getProperty("device", "")),
                  Long.parseLong(lines.getProperty("inode", "")))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException("The file " + memory + " is damaged", e);
    }
  }

  private void remember(Remembered now) throws IOException {
    Properties lines = new Properties();
    lines.setProperty("root", root.toString());
    lines.setProperty("marker", now.marker().orElse(""));
    lines.setProperty("device", Long.toString(now.key().device()));
    lines.setProperty("inode", Long.toString(now.key().inode()));
    Files.createDirectories(memory.getParent());
    Path fresh = memory.resolveSibling(memory.getFileName() + ".new");
    try (Writer out = Files.newBufferedWriter(fresh)) {
      lines.store(out, "Which share this node knows; delete this file to take what is there now.");
    }
    Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private record Remembered(Optional<String> marker, FileKey key) {}
}
