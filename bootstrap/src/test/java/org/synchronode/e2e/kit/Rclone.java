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
  private final String vendor;

  /**
   * An rclone without a config file.
   *
   * @param folder for files of its own
   * @param url of the WebDAV collection
   */
  public Rclone(Path folder, URI url) {
    this(folder, url, "other");
  }

  /** One that takes the server for one of this vendor's. */
  public Rclone(Path folder, URI url, String vendor) {
    this.folder = folder;
    this.program = Installed.program("rclone");
    this.url = url;
    this.vendor = vendor;
  }

  /** Copies everything in a folder to the server. */
  public void copyFrom(Path source) {
    run("copy", source.toString(), ":webdav:", "--create-empty-src-dirs");
  }

  /** Moves a file, or a folder, on the server. */
  public void move(String from, String to) {
    run("moveto", ":webdav:" + from, ":webdav:" + to);
  }

  /** Deletes a folder and all that lies in it. */
  public void purge(String path) {
    run("purge", ":webdav:" + path);
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
  StartedProgram mount(Path target, String... options) {
    List<String> command =
        command("mount", ":webdav:", target.toString(), "--dir-cache-time", "1s");
    command.addAll(List.of(options));
    command.addAll(List.of("--cache-dir", folder.resolve("cache").toString()));
    return StartedProgram.start(folder, Map.of(), command);
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
    command.addAll(List.of("--webdav-url", url.toString(), "--webdav-vendor", vendor));
    command.addAll(List.of("--webdav-user", NodeProcess.USER, "--webdav-pass", hidden));
    return command;
  }
}
