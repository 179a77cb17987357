package org.synchronode.ws.relay;

import java.time.Duration;

/**
 * How long the slave's end of an exchange waits.
 *
 * @param betweenPings how often the master hears of it at least, while something comes from there
 *     or it works
 * @param mastersSilence after which the master is gone; it answers pings
 * @param clientsSilence after which a client that sends nothing is given up, although the master is
 *     there and says so
 * @param skipping how long the rest of a body may take that is not wanted any more, and an answer
 *     to be taken
 */
record ExchangeTimes(
    Duration betweenPings, Duration mastersSilence, Duration clientsSilence, Duration skipping) {
  static final ExchangeTimes DEFAULT =
      new ExchangeTimes(
          Duration.ofSeconds(1),
          Duration.ofSeconds(50),
          Duration.ofMinutes(10),
          Duration.ofMinutes(2));
}
