package org.synchronode.http.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Buffers that are lent for one read each: however many connections there are, and however slow
 * they are, they hold no more than these. Safe for use by several threads.
 */
final class LargeBuffers {
  static final int BYTES = 128 * 1024;

  private static final int MOST = 32;

  private final Deque<byte[]> free = new ArrayDeque<>();
  private int lent;

  /** Lends one; nothing when all are lent. */
  synchronized Optional<byte[]> take() {
    if (lent == MOST) {
      return Optional.empty();
    }
    lent++;
    byte[] again = free.poll();
    return Optional.of(again == null ? new byte[BYTES] : again);
  }

  synchronized void giveBack(byte[] buffer) {
    lent--;
    free.push(buffer);
  }
}
