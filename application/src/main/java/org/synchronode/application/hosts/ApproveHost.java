package org.synchronode.application.hosts;

import java.time.InstantSource;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.Standing;

/** An administrator lets a pending host in. */
public final class ApproveHost {
  private final HostStore hosts;
  private final Feed feed;
  private final InstantSource clock;

  public ApproveHost(HostStore hosts, Feed feed, InstantSource clock) {
    this.hosts = hosts;
    this.feed = feed;
    this.clock = clock;
  }

  /**
   * Makes the host active and returns it.
   *
   * @throws ProblemException with {@link Problem.NotFound} or {@link Problem.Conflict} when it is
   *     not pending (any more)
   */
  public Host approve(String idOrName) {
    hosts.removeExpired(clock.instant());
    Host host =
        new ResolveHost(hosts)
            .resolve(idOrName)
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.NotFound(
                            "No host '"
                                + idOrName
                                + "' is known here. A pending host is forgotten after 15 minutes; it registers again by"
                                + " itself.")));
    if (!(host.standing() instanceof Standing.Pending)
        || !hosts.changeStanding(host.id(), host.standing(), new Standing.Active())) {
      throw new ProblemException(
          new Problem.Conflict("Host '" + host.name() + "' is not pending."));
    }
    feed.publish(new Feed.HostsChanged());
    return host.with(new Standing.Active());
  }
}
