package org.synchronode.application.hosts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds how many pending hosts one address may bring within the time that they stay pending. Not
 * thread-safe.
 */
final class PendingByAddress {
  private static final int MOST_AN_ADDRESS = 5;

  private final Duration window;
  private final Deque<Arrival> arrivals = new ArrayDeque<>();

  PendingByAddress(Duration window) {
    this.window = window;
  }

  boolean allows(String address, Instant now) {
    while (!arrivals.isEmpty() && !arrivals.peek().at().plus(window).isAfter(now)) {
      arrivals.poll();
    }
    return arrivals.stream().filter(arrival -> arrival.address().equals(address)).count()
        < MOST_AN_ADDRESS;
  }

  /** The store's bound on all pending hosts bounds this too. */
  void count(String address, Instant now) {
    arrivals.add(new Arrival(address, now));
  }

  private record Arrival(String address, Instant at) {}
}
