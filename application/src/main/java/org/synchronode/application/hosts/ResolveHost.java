package org.synchronode.application.hosts;

import java.util.Optional;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;

/** Finds a host by what people write: its id or its name. */
public final class ResolveHost {
  private final HostStore hosts;

  public ResolveHost(HostStore hosts) {
    this.hosts = hosts;
  }

  /** In whatever standing. */
  public Optional<Host> resolve(String idOrName) {
    if (HostId.isForm(idOrName)) {
      return hosts.find(new HostId(idOrName));
    }
    try {
      return hosts.findByName(new HostName(idOrName));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
