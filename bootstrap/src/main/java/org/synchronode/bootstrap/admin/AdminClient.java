package org.synchronode.bootstrap.admin;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Asks a running node to do a command of the administration. */
public final class AdminClient {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int LARGEST_RESPONSE = 16 * 1024 * 1024;

  private final Path dataDir;
  private final String startHint;

  /**
   * Connects to nothing yet.
   *
   * @param dataDir of the node
   * @param startHint the command that starts such a node, for the message that there is none
   */
  public AdminClient(Path dataDir, String startHint) {
    this.dataDir = dataDir;
    this.startHint = startHint;
  }

  /**
   * Sends one request on a connection of its own and waits for its response, at most five minutes.
   *
   * @return the result
   * @throws AdminException where no node is running, or it refuses, or the connection breaks
   */
  public JsonNode call(String command, Map<String, ?> arguments) throws AdminException {
    try (SocketChannel channel = connect();
        Deadline _ = new Deadline(PATIENCE, channel)) {
      JsonLine.write(channel, Map.of("command", command, "arguments", arguments));
      JsonNode response = JsonLine.read(channel, LARGEST_RESPONSE);
      if (response.path("ok").asBoolean(false)) {
        return response.path("result");
      }
      throw new AdminException(response.path("error").asString("the node gave no reason"));
    } catch (IOException e) {
      throw new AdminException(
          "the node with dataDir " + dataDir + " broke off: " + e.getMessage());
    }
  }

  private SocketChannel connect() throws AdminException {
    if (Files.isDirectory(dataDir) && !Files.isExecutable(dataDir)) {
      throw new AdminException(
          "dataDir "
              + dataDir
              + " belongs to another user; run this as the user that runs the node");
    }
    try {
      Optional<Path> socket = new AdminSocket(dataDir).find();
      if (socket.isPresent()) {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
          channel.connect(UnixDomainSocketAddress.of(socket.get()));
          return channel;
        } catch (IOException | RuntimeException e) {
          channel.close();
          if (AdminSocket.isLive(socket.get())) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new AdminException("the node with dataDir " + dataDir + " can't be reached: " + e);
    }
    throw new AdminException(
        "no node is running with dataDir " + dataDir + "; start it with " + startHint);
  }
}
