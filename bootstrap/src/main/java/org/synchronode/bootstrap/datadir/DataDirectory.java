package org.synchronode.bootstrap.datadir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A dataDir that this process holds for itself, until it is closed or the process ends in whatever
 * way.
 *
 * <p>Only its owner can look into it (0700), where the file system knows about owners. One that
 * others can look into is closed to them; one that belongs to somebody else or that others could
 * write to is refused, because what stands there may be theirs.
 */
public final class DataDirectory implements AutoCloseable {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final int LONGEST_PID = 20;

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing, checks it, and locks it.
   *
   * @throws DataDirectoryException where another node holds it, or where it is not private to this
   *     user
   */
  public static DataDirectory open(Path folder) {
    try {
      Files.createDirectories(
          folder,
          POSIX
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
              : new FileAttribute<?>[0]);
      Path path = folder.toRealPath();
      if (POSIX) {
        makePrivate(path);
      }
      return new DataDirectory(path, locked(path));
    } catch (IOException e) {
      throw new DataDirectoryException(
          "dataDir " + folder + " can't be used: " + e + "; give another one with --data-dir");
    }
  }

  /** Its real path: absolute, without symbolic links. */
  public Path path() {
    return path;
  }

  /** Where the file called {@code name} is, or would be. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Lets go of the lock. The lock's file stays: to delete it would let two nodes each lock one of
   * their own.
   */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // The operating system lets go of it when the process ends.
    }
  }

  private static void makePrivate(Path path) throws IOException {
    // Compared with a file just made here: there may be no name for this user to look up (a
    // container's plain user id).
    Path probe = Files.createTempFile(path, ".probe", "");
    try {
      if (!Files.getOwner(path).equals(Files.getOwner(probe))) {
        throw new DataDirectoryException(
            "dataDir %s belongs to %s, not to this user; give another one with --data-dir"
                .formatted(path, Files.getOwner(path).getName()));
      }
    } finally {
      Files.delete(probe);
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new DataDirectoryException(
          "dataDir %s can be written by others; look through it, then run: chmod 700 '%s'"
              .formatted(path, path));
    }
    if (!permissions.equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(path, OWNER_ONLY);
    }
  }

  private static FileChannel locked(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (channel.tryLock() == null) {
        throw taken(path, channel);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)),
          0);
      return channel;
    } catch (OverlappingFileLockException e) {
      DataDirectoryException taken = taken(path, channel);
      channel.close();
      throw taken;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static DataDirectoryException taken(Path path, FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
    channel.read(pid, 0);
    String digits =
        new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).replaceAll("\\D", "");
    return new DataDirectoryException(
        "another node%s is running with dataDir %s; stop it, or start this one with another --config or --data-dir"
            .formatted(digits.isEmpty() ? "" : " (process " + digits + ")", path));
  }
}
