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

  private final DataReader before;
  private final HelidonSocket socket;
  private final LargeBuffers buffers;

  /**
   * Whether the last read took all that it could: who waits for a request needs no large buffer.
   */
  private boolean full;

  /**
   * @param context whose own reader may have read something already
   */
  SocketReads(ConnectionContext context, LargeBuffers buffers) {
    this.before = context.dataReader();
    this.socket = context.serverSocket();
    this.buffers = buffers;
  }

  /** The next bytes, as many as are there; null when there are no more. */
  @Override
  public byte @Nullable [] get() {
    if (before.available() > 0) {
      return before.readBytes(before.available());
    }
    Optional<byte[]> large = full ? buffers.take() : Optional.empty();
    if (large.isEmpty()) {
      byte[] bytes = socket.get();
      full = bytes != null && bytes.length >= FULL;
      return bytes;
    }
    try {
      byte[] bytes = read(large.get());
      full = bytes != null && bytes.length == LargeBuffers.BYTES;
      return bytes;
    } finally {
      buffers.giveBack(large.get());
    }
  }

  /** To be removed from Helidon, which has nothing in its place that takes more. */
  @SuppressWarnings("removal")
  private byte @Nullable [] read(byte[] buffer) {
    int count = socket.read(BufferData.create(buffer).reset());
    return count < 0 ? null : Arrays.copyOf(buffer, count);
  }
}
