package org.synchronode.application.catalogue;

import java.util.List;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;

/**
 * A list that is being received, invisible until it is complete. One at a time a host: beginning
 * another discards the one before. Not thread-safe.
 */
public interface Staging extends AutoCloseable {

  /** Adds entries, in any order. */
  void add(List<Entry> entries);

  /**
   * Puts the received list in the place of the old one, in one transaction.
   *
   * @return false, and the old list stays, when what was received does not add up to {@code
   *     promised}
   */
  boolean commit(ListHead promised);

  /** Discards what was received, unless it was committed. */
  @Override
  void close();
}
