package org.synchronode.application.hosts;

import java.util.List;
import java.util.Optional;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.Presence;

/**
 * The hosts that are browsed here: this node itself, its slaves and what lies below them, once they
 * are active.
 */
public final class ListHosts {
  private final HostStore hosts;
  private final Presences presences;

  public ListHosts(HostStore hosts, Presences presences) {
    this.hosts = hosts;
    this.presences = presences;
  }

  /** A host, and whether it can be reached now. */
  public record Listed(Host host, Presence presence) {}

  /** All of them, by name. */
  public List<Listed> all() {
    return hosts.all().stream().filter(Host::active).map(this::listed).toList();
  }

  /** The one of this id or name, if it is browsed here. */
  public Optional<Listed> find(String idOrName) {
    return new ResolveHost(hosts).resolve(idOrName).filter(Host::active).map(this::listed);
  }

  private Listed listed(Host host) {
    return new Listed(host, presences.of(host.id()));
  }
}
