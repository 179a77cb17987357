package org.synchronode.application.node;

import java.util.function.Supplier;
import org.synchronode.domain.host.HostId;

/**
 * This node's own facts. Durable when a method returns, also through {@code kill -9}. Safe for use
 * by several threads.
 */
public interface NodeStore {

  /**
   * This node's id at every master, for ever: drawn from {@code fresh} the first time, remembered
   * from then on.
   */
  HostId ownId(Supplier<HostId> fresh);

  /**
   * Draws the epoch of a start: one more than any drawn or {@linkplain #epochSeen seen} before, at
   * least 1.
   */
  int drawEpoch();

  /**
   * Notes an epoch that this node must have used in a past that it no longer remembers (its data
   * was restored from a backup), so that the next one drawn is later.
   */
  void epochSeen(int epoch);
}
