package org.synchronode.application.files;

import java.util.Optional;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.HostId;

/** Asks owners how much room they have, for listings: those answer whether an owner does or not. */
public final class AskSpace {
  private final Routes routes;

  public AskSpace(Routes routes) {
    this.routes = routes;
  }

  /** Nothing when the owner can't say. */
  public Optional<Space> of(HostId host) {
    try {
      return routes.to(host).map(way -> way.space(host));
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }
}
