package org.synchronode.bootstrap.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, to be closed in the reverse order; one part that fails to close does not keep
 * the others open.
 */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /** Notes a part that was started, and returns it. */
  <T extends AutoCloseable> T with(T part) {
    started.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        LOG.warn("Closing {} was interrupted", part.getClass().getSimpleName(), e);
      } catch (Exception e) {
        LOG.warn("Could not close {} in order", part.getClass().getSimpleName(), e);
      }
    }
  }
}
