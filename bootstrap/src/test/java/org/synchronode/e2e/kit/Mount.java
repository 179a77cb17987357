package org.synchronode.e2e.kit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A node's tree mounted as a folder of this machine. */
public final class Mount implements AutoCloseable {
  private final Path folder;
  private final Path target;
  private final StartedProgram program;
  private final String unmount;

  private Mount(Path folder, Path target, StartedProgram program, String unmount) {
    this.folder = folder;
    this.target = target;
    this.program = program;
    this.unmount = unmount;
  }

  /** Mounts with rclone, for reading. */
  public static Mount rclone(Path folder, URI url) {
    return rclone(folder, url, "--read-only");
  }

  /** The same for writing; what is written is on its way as soon as a file is closed. */
  public static Mount rcloneForWriting(Path folder, URI url) {
    return rclone(folder, url, "--vfs-cache-mode", "writes", "--vfs-write-back", "0s");
  }

  private static Mount rclone(Path folder, URI url, String... options) {
    Installed.fuse();
    Path target = newFolder(folder.resolve("mounted"));
    Mount mount =
        new Mount(
            folder,
            target,
            new Rclone(folder, url).mount(target, options),
            Installed.program("fusermount3"));
    mount.program.await("it is mounted", Rclone.PATIENCE, () -> isMounted(target));
    return mount;
  }

  /** Mounts with davfs2, for reading. */
  public static Mount davfs(Path above, URI url) {
    return davfs(above, "davfs", url, "ro", "use_locks 0");
  }

  /** The same for writing; what is written is stored when a file is closed. */
  public static Mount davfsForWriting(Path above, String name, URI url) {
    return davfs(above, name, url, "rw", "delay_upload 0");
  }

  /**
   * Only root can mount with davfs2 without an entry in the machine's fstab. It goes on as a user
   * of its own, to whom it must be open what lies above.
   */
  private static Mount davfs(Path above, String name, URI url, String mode, String setting) {
    Installed.fuse();
    String program = Installed.program("mount.davfs");
    Installed.root("mount with davfs2");
    Path folder = newFolder(above.resolve(name));
    Path target = newFolder(folder.resolve("mounted"));
    Path cache = newFolder(folder.resolve("cache"));
    Path secrets = folder.resolve("secrets");
    Path config = folder.resolve("davfs2.conf");
    try {
      Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx--x--x"));
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
      Files.createFile(
          secrets,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          secrets, "%s %s \"%s\"%n".formatted(target, NodeProcess.USER, NodeProcess.PASSWORD));
      // Kernels of today refuse its default size of messages: folders would list as empty.
      Files.writeString(
          config,
          """
          secrets %s
          cache_dir %s
          buf_size 64
          ask_auth 0
          %s
          """
              .formatted(secrets, cache, setting));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StartedProgram started =
        StartedProgram.start(
            folder,
            Map.of("LC_ALL", "C.UTF-8"),
            List.of(program, url.toString(), target.toString(), "-o", mode + ",conf=" + config));
    Mount mount = new Mount(folder, target, started, Installed.program("umount"));
    started.await("it is mounted", Rclone.PATIENCE, () -> isMounted(target));
    return mount;
  }

  /** Where the tree is mounted. */
  public Path top() {
    return target;
  }

  @Override
  public void close() {
    if (isMounted(target)) {
      if (unmount.endsWith("fusermount3")) {
        StartedProgram.run(Rclone.PATIENCE, folder, unmount, "-u", target.toString());
      } else {
        StartedProgram.run(Rclone.PATIENCE, folder, unmount, target.toString());
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> !isMounted(target));
    }
    program.close();
  }

  private static boolean isMounted(Path target) {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
      return mounts.anyMatch(line -> line.split(" ", 3)[1].equals(target.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newFolder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
