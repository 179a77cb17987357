package org.synchronode.db.catalogue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.synchronode.domain.host.HostId;

/**
 * Counts the changes of hosts' lists, since this process began. A change is counted when the
 * transaction that may have made it is over, and before anybody is told that it is. Safe for use by
 * several threads.
 */
public final class Editions {
  /** Leaves room for more changes than a process lives to see. */
  private static final int OPENING_SHIFT = 44;

  private final LongSupplier openings;
  private final AtomicLong last = new AtomicLong();
  private final Map<HostId, Long> editions = new ConcurrentHashMap<>();

  /**
   * Editions of the lists in a file.
   *
   * @param openings how often the file was opened: each time the last changes may have been lost
   */
  public Editions(LongSupplier openings) {
    this.openings = openings;
  }

  long of(HostId host) {
    return (openings.getAsLong() << OPENING_SHIFT) + editions.getOrDefault(host, 0L);
  }

  void next(HostId host) {
    editions.put(host, last.incrementAndGet());
  }
}
