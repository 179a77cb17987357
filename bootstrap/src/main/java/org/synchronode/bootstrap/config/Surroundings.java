package org.synchronode.bootstrap.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the settings take from the machine that the node runs on.
 *
 * @param currentFolder absolute; paths on the command line are relative to it
 * @param applicationRoot absolute; config.js stands here by default
 * @param homeFolder what {@code ~/} stands for
 */
public record Surroundings(
    Path currentFolder,
    Path applicationRoot,
    Path homeFolder,
    Path tempFolder,
    String hostName,
    Map<String, String> environment) {
  /** The system property by which the launcher tells the folder that it stands in. */
  public static final String ROOT_PROPERTY = "synchronode.root";

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings ofThisProcess() {
    Map<String, String> environment = System.getenv();
    Path current = Path.of("").toAbsolutePath();
    return new Surroundings(
        current,
        current.resolve(System.getProperty(ROOT_PROPERTY, "")).normalize(),
        Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/"))),
        Path.of(environment.getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir", "/tmp"))),
        thisHostName(),
        environment);
  }

  /**
   * The kernel's own answer where it can be read: the resolver may be slow, or know another name.
   */
  private static String thisHostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        return "host";
      }
    }
  }
}
