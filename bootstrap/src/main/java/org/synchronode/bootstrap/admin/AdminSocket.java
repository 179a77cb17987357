package org.synchronode.bootstrap.admin;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.synchronode.bootstrap.datadir.SecretFile;

/**
 * Finds the place of a dataDir's socket. A socket's path has at most 108 bytes with its end (104 on
 * macOS); where dataDir's is longer, the socket stands in a temporary folder of its own and {@code
 * admin.sock.path} in dataDir says where.
 */
record AdminSocket(Path dataDir) {
  private static final int LONGEST_PATH = 100;

  /** Where a listening node's socket would be; empty where there can be none. */
  Optional<Path> find() throws IOException {
    if (fits(direct())) {
      return Files.exists(direct()) ? Optional.of(direct()) : Optional.empty();
    }
    try {
      return pointer().read().map(String::strip).map(Path::of).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A path at which nothing is, for a server to listen on. What a killed node left is removed. */
  Path prepare() throws IOException {
    Optional<Path> left = find();
    if (left.isPresent()) {
      remove(left.get());
    }
    if (fits(direct())) {
      return direct();
    }
    // Made with 0700 from its first moment.
    Path socket = Files.createTempDirectory("synchronode").resolve("admin.sock");
    pointer().write(socket + "\n");
    return socket;
  }

  /** Removes the socket and whatever led to it. */
  void remove(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    Path folder = socket.getParent();
    if (!socket.equals(direct()) && folder != null) {
      pointer().delete();
      Files.deleteIfExists(folder);
    }
  }

  /** Whether somebody listens there now. */
  static boolean isLive(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  private Path direct() {
    return dataDir.resolve("admin.sock");
  }

  private SecretFile pointer() {
    return new SecretFile(dataDir.resolve("admin.sock.path"));
  }

  private static boolean fits(Path socket) {
    return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
  }
}
