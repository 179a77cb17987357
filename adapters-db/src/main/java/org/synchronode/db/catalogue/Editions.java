package org.synchronode.db.catalogue;

import java.util.Map;
import java.util.Optional;
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

  /**
   * Counts a change.
   *
   * @param before what {@link #of} said before the change began
   * @return the edition, where nothing else has been counted meanwhile
   */
  Optional<Long> nextAfter(HostId host, long before) {
    Optional<Long> counted = Optional.ofNullable(editions.put(host, last.incrementAndGet()));
    long now = of(host);
    boolean alone = counted.orElse(0L) == editionIn(before) && openingIn(before) == openingIn(now);
    return alone ? Optional.of(now) : Optional.empty();
  }

  private static long editionIn(long edition) {
    return edition & ((1L << OPENING_SHIFT) - 1);
  }

  private static long openingIn(long edition) {
    return edition >>> OPENING_SHIFT;
  }
}
