package org.synchronode.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What comes on a connection, in large pieces while much comes: the server's own reader takes 8 KiB
 * at a time, and an upload spent most of its time on calls of the system.
 */
final class SocketReads implements Supplier<byte @Nullable []> {
  /** What the server's own reader takes at most: with so much there may be more. */
  private static final int FULL = 8 * 1024;

  private static final int LARGE = 128 * 1024;

  private final DataReader before;
  private final HelidonSocket socket;

  /** Connections are many, and most of them rest: only while much comes. */
  private Optional<byte[]> large = Optional.empty();

  /**
   * @param context whose own reader may have read something already
   */
  SocketReads(ConnectionContext context) {
    this.before = context.dataReader();
    this.socket = context.serverSocket();
  }

  /** The next bytes, as many as are there; null when there are no more. */
  @Override
  public byte @Nullable [] get() {
    if (before.available() > 0) {
      return before.readBytes(before.available());
    }
    byte[] bytes = large.isPresent() ? read(large.get()) : socket.get();
    if (bytes == null || bytes.length < FULL) {
      large = Optional.empty();
    } else if (large.isEmpty()) {
      large = Optional.of(new byte[LARGE]);
    }
    return bytes;
  }

  /** To be removed from Helidon, which has nothing in its place that takes more. */
  @SuppressWarnings("removal")
  private byte @Nullable [] read(byte[] buffer) {
    int count = socket.read(BufferData.create(buffer).reset());
    return count < 0 ? null : Arrays.copyOf(buffer, count);
  }
}
