package org.synchronode.domain.host;

import java.time.Instant;

/**
 * A host as this node knows it.
 *
 * @param name unique here, in {@linkplain HostName#canonical() canonical form}
 * @param registered when it was first known here
 */
public record Host(HostId id, HostName name, Origin origin, Standing standing, Instant registered) {

  public boolean active() {
    return standing instanceof Standing.Active;
  }

  /** The same host in another standing. */
  public Host with(Standing other) {
    return new Host(id, name, origin, other, registered);
  }
}
