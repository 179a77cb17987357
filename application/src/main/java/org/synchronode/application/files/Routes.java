package org.synchronode.application.files;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.synchronode.domain.host.HostId;

/**
 * Which way leads to a host now: the local disk for this node itself, a slave's channels for the
 * slave and for all that lies below it. Safe for use by several threads.
 */
public final class Routes {
  private final Map<HostId, HostFiles> ways = new ConcurrentHashMap<>();

  public void open(HostId host, HostFiles way) {
    ways.put(host, way);
  }

  /** Closes a way, unless another one has taken its place. */
  public void close(HostId host, HostFiles way) {
    ways.remove(host, way);
  }

  public Optional<HostFiles> to(HostId host) {
    return Optional.ofNullable(ways.get(host));
  }
}
