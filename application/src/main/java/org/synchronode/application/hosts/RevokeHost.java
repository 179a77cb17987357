package org.synchronode.application.hosts;

import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Standing;

/**
 * An administrator shuts a host out: durable first, then its link, channels and running downloads
 * are closed at once.
 */
public final class RevokeHost {
  private final HostStore hosts;
  private final Catalogue catalogue;
  private final Feed feed;
  private final Connections connections;

  public RevokeHost(HostStore hosts, Catalogue catalogue, Feed feed, Connections connections) {
    this.hosts = hosts;
    this.catalogue = catalogue;
    this.feed = feed;
    this.connections = connections;
  }

  /**
   * Revokes the host and returns it.
   *
   * @throws ProblemException with {@link Problem.NotFound}, or {@link Problem.Conflict} when it is
   *     this node itself, lies below another host, or is revoked already
   */
  public Host revoke(String idOrName) {
    Host host =
        new ResolveHost(hosts)
            .resolve(idOrName)
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.NotFound("No host '" + idOrName + "' is known here.")));
    if (!(host.origin() instanceof Origin.Registered)) {
      throw new ProblemException(
          new Problem.Conflict(
              "Host '" + host.name() + "' did not register here; revoke it at its own master."));
    }
    if (!hosts.changeStanding(host.id(), host.standing(), new Standing.Revoked())) {
      throw new ProblemException(
          new Problem.Conflict("Host '" + host.name() + "' was just changed; try again."));
    }
    connections.closeAll(host.id());
    for (Host other : hosts.all()) {
      if (other.origin() instanceof Origin.Below(HostId via) && via.equals(host.id())) {
        hosts.release(other.id());
        catalogue.drop(other.id());
      }
    }
    feed.publish(new Feed.HostsChanged());
    return host.with(new Standing.Revoked());
  }

  /** What a revoked host still holds open here. */
  @FunctionalInterface
  public interface Connections {
    /**
     * Closes the host's link and channels, and thereby what runs on them. Returns when that is
     * under way.
     */
    void closeAll(HostId host);
  }
}
