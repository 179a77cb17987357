package org.synchronode.bootstrap.admin;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Closes something after a while, unless it is itself closed before. That also ends a read or write
 * that waits on it.
 */
final class Deadline implements AutoCloseable {
  private final Thread timer;

  Deadline(Duration duration, Closeable late) {
    timer =
        Thread.startVirtualThread(
            () -> {
              try {
                Thread.sleep(duration);
                late.close();
              } catch (InterruptedException | IOException e) {
                // In time, or closed already.
              }
            });
  }

  @Override
  public void close() {
    timer.interrupt();
  }
}
