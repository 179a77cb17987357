package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** cadaver, a client for a terminal, that is told what to do by a file. */
public final class Cadaver {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final String program;
  private final URI url;

  /**
   * A cadaver that knows the user.
   *
   * @param folder for files of its own, and where it takes from and puts to
   * @param url of the WebDAV collection
   */
  public Cadaver(Path folder, URI url) {
    this.folder = folder;
    this.program = Installed.program("cadaver");
    this.url = url;
    Path netrc = folder.resolve(".netrc");
    try {
      Files.writeString(
          netrc,
          "machine %s login %s password \"%s\"%n"
              .formatted(url.getHost(), NodeProcess.USER, NodeProcess.PASSWORD));
      Files.setPosixFilePermissions(netrc, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does these commands, in a session of their own; what it said to them. */
  public String run(String... commands) {
    Path script = folder.resolve("commands");
    try {
      Files.writeString(script, "open " + url + "\n" + String.join("\n", commands) + "\nquit\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (StartedProgram started =
        StartedProgram.start(
            folder,
            Map.of("HOME", folder.toString(), "LC_ALL", "C.UTF-8"),
            List.of(program, "-r", script.toString()))) {
      started.exitCode(PATIENCE);
      return started.out().toString();
    }
  }
}
