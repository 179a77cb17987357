package org.synchronode.e2e.kit;

import java.time.Duration;

/** Measures how long something takes. */
public final class Stopwatch {
  private final long began = System.nanoTime();

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
