package org.synchronode.application.node;

import java.util.Optional;
import java.util.function.Supplier;
import org.synchronode.domain.host.HostId;

/** A node's own facts, for tests. */
public final class InMemoryNodeStore implements NodeStore {
  private Optional<HostId> ownId = Optional.empty();
  private int lastEpoch;

  @Override
  public synchronized HostId ownId(Supplier<HostId> fresh) {
    HostId id = ownId.orElseGet(fresh);
    ownId = Optional.of(id);
    return id;
  }

  @Override
  public synchronized int drawEpoch() {
    return ++lastEpoch;
  }

  @Override
  public synchronized void epochSeen(int epoch) {
    lastEpoch = Math.max(lastEpoch, epoch);
  }
}
