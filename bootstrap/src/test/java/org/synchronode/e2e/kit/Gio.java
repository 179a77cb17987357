package org.synchronode.e2e.kit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * gvfs, by which GNOME Files speaks WebDAV, driven from the command line. It has a message bus of
 * its own, with nothing of a desktop on it.
 */
public final class Gio implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Where its daemon is differs between distributions. */
  private static final Path SERVICE =
      Path.of("/usr/share/dbus-1/services/org.gtk.vfs.Daemon.service");

  private final Path folder;
  private final Map<String, String> environment;
  private final StartedProgram bus;
  private final StartedProgram daemon;
  private final String top;

  private Gio(
      Path folder,
      Map<String, String> environment,
      StartedProgram bus,
      StartedProgram daemon,
      String top) {
    this.folder = folder;
    this.environment = environment;
    this.bus = bus;
    this.daemon = daemon;
    this.top = top;
  }

  /**
   * Mounts a collection.
   *
   * @param folder for files of its own
   */
  public static Gio mount(Path folder, URI url) {
    String launcher = Installed.program("dbus-daemon");
    String program = daemon();
    Path run = folder.resolve("run");
    Path config = folder.resolve("bus.conf");
    Path password = folder.resolve("password");
    try {
      Files.createDirectory(
          run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.writeString(config, config(run));
      Files.writeString(password, NodeProcess.PASSWORD + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StartedProgram bus =
        StartedProgram.start(
            folder,
            Map.of(),
            List.of(launcher, "--nofork", "--print-address", "--config-file=" + config));
    bus.await("it says its address", PATIENCE, () -> !bus.out().lines().isEmpty());
    Map<String, String> environment =
        Map.of(
            "DBUS_SESSION_BUS_ADDRESS", bus.out().lines().getFirst(),
            "HOME", folder.toString(),
            "XDG_RUNTIME_DIR", run.toString(),
            "LC_ALL", "C.UTF-8");
    Gio gio =
        new Gio(
            folder,
            environment,
            bus,
            StartedProgram.start(folder, environment, List.of(program, "--no-fuse")),
            url.toString().replaceFirst("^http://", "dav://" + NodeProcess.USER + "@"));
    gio.run(Installed.program("gdbus"), "wait", "--session", "org.gtk.vfs.Daemon");
    gio.run("sh", "-c", "gio mount \"$0\" < \"$1\"", gio.top, password.toString());
    return gio;
  }

  private static String daemon() {
    Installed.program("gio");
    try (Stream<String> lines = Files.lines(SERVICE)) {
      return lines
          .filter(line -> line.startsWith("Exec="))
          .map(line -> line.substring("Exec=".length()))
          .findFirst()
          .orElseThrow();
    } catch (IOException _) {
      Installed.missing("gvfs is not installed; .ci/run installs what the tests need");
      return "";
    }
  }

  private static String config(Path run) {
    return """
        <busconfig>
          <type>session</type>
          <listen>unix:dir=%s</listen>
          <policy context="default">
            <allow send_destination="*"/>
            <allow receive_sender="*"/>
            <allow own="*"/>
          </policy>
        </busconfig>
        """
        .formatted(run);
  }

  /** The address of a place below the mounted collection; its path is percent-encoded. */
  public String at(String path) {
    return top + path;
  }

  /** Runs a command of {@code gio}; what it said. */
  public String run(String command, List<String> arguments) {
    return run(Stream.concat(Stream.of("gio", command), arguments.stream()).toArray(String[]::new));
  }

  /** Copies files, which may lie here or there, into a folder. */
  public void copy(List<String> files, String into) {
    List<String> arguments = new ArrayList<>(files);
    arguments.add(into);
    run("copy", arguments);
  }

  /** The addresses of what lies in a folder. */
  public List<String> list(String folderAddress) {
    return run("list", List.of("--hidden", "--print-uris", folderAddress)).lines().toList();
  }

  private String run(String... command) {
    try (StartedProgram started =
        StartedProgram.start(folder, environment, Arrays.asList(command))) {
      if (started.exitCode(PATIENCE) != 0) {
        throw new AssertionError(String.join(" ", command) + " failed" + started.said());
      }
      return started.out().toString();
    }
  }

  /** The daemon, and what it started itself, end when they lose the bus. */
  @Override
  public void close() {
    run("mount", List.of("--unmount", top));
    List<ProcessHandle> others =
        ProcessHandle.of(daemon.pid()).stream().flatMap(ProcessHandle::descendants).toList();
    bus.close();
    daemon.exitCode(PATIENCE);
    await().atMost(PATIENCE).until(() -> others.stream().noneMatch(ProcessHandle::isAlive));
  }
}
