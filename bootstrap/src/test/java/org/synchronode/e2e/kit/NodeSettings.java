package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a node is started.
 *
 * @param folder its own: its config file, its dataDir and (as {@code share}) what it shares
 * @param name of the host
 * @param port 0 for a free one at each start
 * @param config what stands in its config.js between the braces; empty for no config file at all
 * @param under the program (and its arguments) that starts it, such as {@code setpriv}; empty for
 *     none
 */
public record NodeSettings(
    Path folder,
    String name,
    int port,
    Optional<URI> master,
    Optional<String> code,
    String config,
    List<String> under) {

  /** A grandmaster, whose port stays the same over restarts. */
  public static NodeSettings grandmaster(Path parent, String name) {
    return new NodeSettings(
        newFolder(parent, name),
        name,
        freePort(),
        Optional.empty(),
        Optional.empty(),
        "",
        List.of());
  }

  /** A slave without a code. */
  public static NodeSettings slave(Path parent, String name, URI master) {
    return new NodeSettings(
        newFolder(parent, name), name, 0, Optional.of(master), Optional.empty(), "", List.of());
  }

  public NodeSettings withCode(String joinCode) {
    return new NodeSettings(folder, name, port, master, Optional.of(joinCode), config, under);
  }

  /** On a port that stays the same over restarts, for others to dial. */
  public NodeSettings withLastingPort() {
    return withPort(freePort());
  }

  public NodeSettings withConfig(String keys) {
    return new NodeSettings(folder, name, port, master, code, keys, under);
  }

  public NodeSettings withMaster(URI other) {
    return new NodeSettings(folder, name, port, Optional.of(other), code, config, under);
  }

  public NodeSettings withPort(int other) {
    return new NodeSettings(folder, name, other, master, code, config, under);
  }

  /** Has it started by another program, which must become it ({@code exec}). */
  public NodeSettings under(String... command) {
    return new NodeSettings(folder, name, port, master, code, config, List.of(command));
  }

  public Path share() {
    return folder.resolve("share");
  }

  public Path dataDir() {
    return folder.resolve("data");
  }

  /** The options of the command line; writes the config file if there is to be one. */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(List.of("--config", "config.js", "--data-dir", "data", "--share", "share"));
    arguments.addAll(List.of("--name", name, "--port", Integer.toString(port)));
    master.ifPresent(url -> arguments.addAll(List.of("--master", url.toString())));
    code.ifPresent(secret -> arguments.addAll(List.of("--join", secret)));
    try {
      if (!config.isEmpty()) {
        Files.writeString(folder.resolve("config.js"), "module.exports = {" + config + "};\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arguments;
  }

  /** A port that nobody listens on now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newFolder(Path parent, String name) {
    try {
      Path folder = parent.resolve(name);
      Files.createDirectories(folder.resolve("share"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
