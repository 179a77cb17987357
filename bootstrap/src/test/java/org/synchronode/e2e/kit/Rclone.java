package org.synchronode.e2e.kit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** rclone, speaking WebDAV with a node. */
public final class Rclone {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final String program;
  private final URI url;

  /**
   * An rclone without a config file.
   *
   * @param folder for files of its own
   * @param url of the WebDAV collection
   */
  public Rclone(Path folder, URI url) {
    this.folder = folder;
    this.program = Installed.program("rclone");
    this.url = url;
  }

  /** Copies everything into a folder. */
  public void copyTo(Path target) {
    run("copy", ":webdav:", target.toString(), "--exclude", "/.synchronode*/**");
  }

  /** Compares all the bytes with those of a folder. */
  public void checkAgainst(Path source) {
    run("check", source.toString(), ":webdav:", "--download", "--exclude", "/.synchronode*/**");
  }

  /** Mounts it; the program ends when it is unmounted. */
  StartedProgram mount(Path target) {
    return StartedProgram.start(
        folder,
        Map.of(),
        command("mount", ":webdav:", target.toString(), "--read-only", "--dir-cache-time", "1s"));
  }

  private void run(String... arguments) {
    StartedProgram.run(PATIENCE, folder, command(arguments).toArray(String[]::new));
  }

  private List<String> command(String... arguments) {
    String hidden =
        StartedProgram.run(PATIENCE, folder, program, "obscure", NodeProcess.PASSWORD).strip();
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    // Else it takes names for one that differ only in their Unicode form.
    command.add("--no-unicode-normalization");
    command.addAll(List.of("--config", folder.resolve("rclone.conf").toString()));
    command.addAll(List.of("--webdav-url", url.toString(), "--webdav-vendor", "other"));
    command.addAll(List.of("--webdav-user", NodeProcess.USER, "--webdav-pass", hidden));
    return command;
  }
}
