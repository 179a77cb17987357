package org.synchronode.bootstrap.node;

import java.time.InstantSource;
import java.util.Optional;
import org.synchronode.application.hosts.HostNames;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Standing;

/** This node in its own tree: a host like the others. */
final class OwnHost {
  private static final int MOST_NAME_TRIES = 1000;

  private OwnHost() {}

  /**
   * Enters this node into the registry, or follows a change of its setting {@code name}. Returns
   * what it is there.
   */
  static Host enter(HostStore hosts, HostId own, HostName wanted, InstantSource clock) {
    Optional<Host> known = hosts.find(own);
    if (known.isPresent()) {
      if (!known.get().name().equals(wanted)) {
        hosts.rename(own, wanted);
      }
      return hosts.find(own).orElseThrow();
    }
    for (HostName name : HostNames.candidates(wanted, MOST_NAME_TRIES)) {
      Host host = new Host(own, name, new Origin.Own(), new Standing.Active(), clock.instant());
      if (hosts.add(host)) {
        return host;
      }
    }
    throw new IllegalStateException(
        "every name like '" + wanted + "' is taken; choose another one with --name");
  }
}
