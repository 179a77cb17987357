package org.synchronode.ws.link;

import java.time.Duration;

/**
 * How patient a master is with its slaves.
 *
 * @param heartbeat how often each side says something at least; whole seconds
 * @param lease a side that says nothing for so long is gone; whole seconds
 * @param helloWithin how long a socket may stay open without being admitted
 * @param mostStrangers sockets that are not admitted yet; the oldest gives way to another one
 */
public record LinkSettings(
    Duration heartbeat, Duration lease, Duration helloWithin, int mostStrangers) {
  public static final LinkSettings DEFAULT =
      new LinkSettings(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(10), 64);

  public LinkSettings {
    if (heartbeat.toSeconds() < 1 || lease.compareTo(heartbeat) <= 0) {
      throw new IllegalArgumentException("a lease lasts longer than a heartbeat's second");
    }
  }
}
