package org.synchronode.bootstrap.node;

import java.io.PrintWriter;
import java.net.URI;
import org.synchronode.bootstrap.config.Settings;

/**
 * What a person who starts a node should read: where to open it, and what to type on another
 * machine.
 */
final class StartLines {
  private final Settings settings;
  private final int port;

  StartLines(Settings settings, int port) {
    this.settings = settings;
    this.port = port;
  }

  /**
   * Prints them.
   *
   * @param code to join with
   */
  void print(PrintWriter out, String code) {
    out.println("Open " + here());
    out.println(
        "To join from another machine: ./synchronode --master "
            + (settings.publicUrls().isEmpty() ? here() : settings.publicUrls().getFirst().base())
            + " --share FOLDER --join "
            + code);
    if (settings.publicUrls().isEmpty() && isLoopback()) {
      out.println(
          "Other machines can't reach this node yet: it listens on this machine only. Put a reverse proxy in front and"
              + " set publicUrl, or listen on the network with --host 0.0.0.0 (without encryption).");
    }
  }

  private URI here() {
    String host = settings.host();
    String shown = isLoopback() || host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return URI.create(
        "http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port + "/");
  }

  private boolean isLoopback() {
    return settings.host().equals("localhost")
        || settings.host().startsWith("127.")
        || settings.host().equals("::1");
  }
}
