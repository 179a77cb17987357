package org.synchronode.bootstrap.admin;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Listens on the socket in the dataDir of this node and answers one request a connection, each on a
 * virtual thread.
 *
 * <p>Limits: a request has 64 KiB and must arrive within ten seconds, its response must be taken
 * within ten seconds, and sixteen connections may be open. A handler may take as long as it needs.
 * Who can open the socket may do everything; it is the folder's permissions that guard it, so the
 * dataDir must be 0700.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LARGEST_REQUEST = 64 * 1024;
  private static final int MOST_CONNECTIONS = 16;

  private final AdminSocket place;
  private final Path socket;
  private final ServerSocketChannel server;
  private final Map<String, AdminHandler> handlers;
  private final Duration patience;
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private AdminServer(
      AdminSocket place,
      Path socket,
      ServerSocketChannel server,
      Map<String, AdminHandler> handlers,
      Duration patience) {
    this.place = place;
    this.socket = socket;
    this.server = server;
    this.handlers = Map.copyOf(handlers);
    this.patience = patience;
  }

  /**
   * Starts to listen. A socket that a killed node left is replaced.
   *
   * @param dataDir must exist, be private, and be held by this process
   * @param handlers by the name of their command
   * @throws AdminException where another node listens there
   * @throws IOException where the socket can't be made
   */
  public static AdminServer start(Path dataDir, Map<String, AdminHandler> handlers)
      throws AdminException, IOException {
    return start(dataDir, handlers, PATIENCE);
  }

  static AdminServer start(Path dataDir, Map<String, AdminHandler> handlers, Duration patience)
      throws AdminException, IOException {
    AdminSocket place = new AdminSocket(dataDir);
    Optional<Path> found = place.find();
    if (found.isPresent() && AdminSocket.isLive(found.get())) {
      throw new AdminException("another node is running with this dataDir: " + dataDir);
    }
    Path socket = place.prepare();
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket), MOST_CONNECTIONS);
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | RuntimeException e) {
      channel.close();
      place.remove(socket);
      throw e;
    }
    AdminServer server = new AdminServer(place, socket, channel, handlers, patience);
    Thread.ofVirtual().name("admin").start(server::accept);
    return server;
  }

  /** Stops listening, breaks off what is open, and removes the socket. */
  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
    place.remove(socket);
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        open.add(channel);
        Thread.startVirtualThread(() -> serve(channel));
      } catch (IOException e) {
        if (server.isOpen()) {
          LOG.warn("administration: a connection could not be accepted", e);
        }
      }
    }
  }

  private void serve(SocketChannel channel) {
    boolean taken = free.tryAcquire();
    try (channel) {
      Map<String, Object> response =
          taken ? response(channel) : failure("too many connections; try again");
      try (Deadline _ = new Deadline(patience, channel)) {
        JsonLine.write(channel, response);
        if (!taken) {
          awaitEnd(channel);
        }
      }
    } catch (IOException e) {
      LOG.debug("administration: a connection broke", e);
    } finally {
      open.remove(channel);
      if (taken) {
        free.release();
      }
    }
  }

  /**
   * Who is still writing its request would not get to read an answer that is followed by the end.
   */
  private static void awaitEnd(SocketChannel channel) throws IOException {
    channel.shutdownOutput();
    ByteBuffer ignored = ByteBuffer.allocate(1024);
    while (channel.read(ignored) >= 0) {
      ignored.clear();
    }
  }

  private Map<String, Object> response(SocketChannel channel) throws IOException {
    JsonNode request;
    try (Deadline _ = new Deadline(patience, channel)) {
      request = JsonLine.read(channel, LARGEST_REQUEST);
    } catch (JsonLine.BadLineException e) {
      return failure("the request is " + e.getMessage());
    }
    String command = request.path("command").asString("");
    AdminHandler handler = handlers.get(command);
    if (handler == null) {
      return failure(
          "this node knows no command '"
              + command
              + "'; is it another version than the command line?");
    }
    JsonNode arguments = request.path("arguments");
    try {
      JsonNode result =
          JsonLine.MAPPER.valueToTree(
              handler.handle(
                  arguments.isObject() ? arguments : JsonLine.MAPPER.createObjectNode()));
      Map<String, Object> response = new LinkedHashMap<>();
      response.put("ok", true);
      response.put("result", result);
      return response;
    } catch (AdminException e) {
      return failure(String.valueOf(e.getMessage()));
    } catch (JacksonException | IllegalStateException | IllegalArgumentException e) {
      LOG.error("administration: {} failed", command, e);
      return failure(command + " failed inside the node; its log says why");
    }
  }

  private static Map<String, Object> failure(String message) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("ok", false);
    response.put("error", message);
    return response;
  }
}
