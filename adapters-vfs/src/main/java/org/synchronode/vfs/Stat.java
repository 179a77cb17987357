package org.synchronode.vfs;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Found;
import org.synchronode.domain.entry.EntryName;

/** What a file system tells of one name, symbolic links not followed. */
record Stat(Kind kind, FileKey key, Instant modified, long size) {

  /** Only files and folders are shared. */
  enum Kind {
    FILE,
    FOLDER,
    /** A symbolic link, FIFO, socket or device. */
    OTHER
  }

  static Stat of(BasicFileAttributes attributes) {
    Kind kind =
        attributes.isRegularFile()
            ? Kind.FILE
            : attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER;
    return new Stat(
        kind,
        key(attributes.fileKey()),
        attributes.lastModifiedTime().toInstant(),
        attributes.size());
  }

  Optional<Found> as(EntryName name) {
    return switch (kind) {
      case FILE -> Optional.of(new Found.FoundFile(name, modified, key, size));
      case FOLDER -> Optional.of(new Found.FoundFolder(name, modified, key));
      case OTHER -> Optional.empty();
    };
  }

  /**
   * Reads {@code (dev=fe00,ino=42)}. The other way to these numbers, the attribute view "unix", can
   * not be had relative to an open folder, and takes longer (measured: 4.5 µs a file against 3.9).
   */
  private static FileKey key(@Nullable Object fileKey) {
    String text = String.valueOf(fileKey);
    int comma = text.indexOf(",ino=");
    if (!text.startsWith("(dev=") || comma < 0) {
      return FileKey.NONE;
    }
    return new FileKey(
        Long.parseUnsignedLong(text, 5, comma, 16),
        Long.parseUnsignedLong(text, comma + 5, text.length() - 1, 10));
  }
}
