package org.synchronode.ws.frames;

import java.util.Optional;

/**
 * The payload of a control frame that is still to be sent; a newer one replaces it. For any thread.
 */
final class Debt {
  private Optional<byte[]> payload = Optional.empty();

  synchronized void owe(byte[] newest) {
    payload = Optional.of(newest);
  }

  synchronized boolean isOwed() {
    return payload.isPresent();
  }

  synchronized Optional<byte[]> take() {
    Optional<byte[]> taken = payload;
    payload = Optional.empty();
    return taken;
  }
}
