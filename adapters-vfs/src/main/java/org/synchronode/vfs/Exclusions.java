package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.synchronode.application.share.FileKey;
import org.synchronode.domain.entry.EntryName;

/**
 * What is never shared: every folder or file named {@code .synchronode} or {@code .synchronode-…},
 * and the node's own data, configuration and keys. The latter are told by their identity in the
 * file system, so that neither a hard link nor another path to them gives them out. Of a folder,
 * the files directly in it are known by identity too, as they are now or a second ago. Safe for use
 * by several threads.
 */
final class Exclusions {
  /** Where a node keeps what belongs to a folder but is not of its content. */
  static final EntryName STATE_FOLDER = new EntryName(".synchronode");

  /** How names begin that {@link HiddenNames} makes. */
  static final String HIDDEN_PREFIX = ".synchronode-";

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final List<Path> paths;
  private volatile Known known = new Known(Set.of(), System.nanoTime() - 2 * FRESH_NANOS);

  Exclusions(Collection<Path> paths) {
    this.paths = List.copyOf(paths);
  }

  boolean excludes(EntryName name) {
    return isReserved(name.value());
  }

  /** Whatever the case: file systems that ignore it have the same thing under both names. */
  static boolean isReserved(String name) {
    return name.equalsIgnoreCase(STATE_FOLDER.value())
        || name.regionMatches(true, 0, HIDDEN_PREFIX, 0, HIDDEN_PREFIX.length());
  }

  /**
   * Whether the node's own data, or anything of it, lies in a folder of this machine.
   *
   * @param folder a real path, which may be longer than the system takes
   */
  boolean liesIn(Path folder) throws IOException {
    for (Path path : paths) {
      if (Files.exists(path) && path.toRealPath().startsWith(folder)) {
        return true;
      }
    }
    return false;
  }

  boolean excludes(FileKey key) {
    Known now = known;
    if (System.nanoTime() - now.at > FRESH_NANOS) {
      now = new Known(look(), System.nanoTime());
      known = now;
    }
    return now.keys.contains(key);
  }

  private Set<FileKey> look() {
    Set<FileKey> keys = new HashSet<>();
    for (Path path : paths) {
      if (add(path, keys) && Files.isDirectory(path)) {
        try (DirectoryStream<Path> members = Files.newDirectoryStream(path, Files::isRegularFile)) {
          members.forEach(member -> add(member, keys));
        } catch (IOException | DirectoryIteratorException _) {
          // What can't be listed by this program can't be given out by it either.
        }
      }
    }
    keys.remove(FileKey.NONE);
    return keys;
  }

  private static boolean add(Path path, Set<FileKey> keys) {
    try {
      keys.add(Stat.of(Files.readAttributes(path, BasicFileAttributes.class)).key());
      keys.add(
          Stat.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
              .key());
      return true;
    } catch (IOException _) {
      // Not there (yet): it is looked for again.
      return false;
    }
  }

  private record Known(Set<FileKey> keys, long at) {}
}
