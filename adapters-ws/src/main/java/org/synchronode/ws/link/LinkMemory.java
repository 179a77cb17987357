package org.synchronode.ws.link;

import java.time.Duration;

/**
 * What all links of a master may hold together, so that no number of slaves fills its heap. Slaves
 * wait for each other; strangers don't wait, lest they hold what slaves need.
 *
 * @param hellos first messages of sockets that are not admitted yet
 * @param messages of slaves, that wait to be taken
 * @param deltas that are put together
 */
record LinkMemory(Room hellos, Room messages, Room deltas) {
  private static final int MEBIBYTE = 1024 * 1024;

  /** Shorter than a lease: who waits is not heard. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** A part of the smallest heap that is recommended, 512 MiB. */
  LinkMemory() {
    this(
        new Room(16 * MEBIBYTE, Duration.ZERO),
        new Room(64 * MEBIBYTE, PATIENCE),
        new Room(96 * MEBIBYTE, PATIENCE));
  }
}
