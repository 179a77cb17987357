package org.synchronode.application.files;

import org.synchronode.application.hosts.Presences;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;

/**
 * Takes the route to the owner of a file and opens it there: the same for a client and for a master
 * above.
 */
public final class ReadFile {
  private final Routes routes;
  private final Presences presences;

  public ReadFile(Routes routes, Presences presences) {
    this.routes = routes;
    this.presences = presences;
  }

  /**
   * Opens a file at its owner.
   *
   * @throws ProblemException as {@link HostFiles#open} says; {@link Problem.HostOffline} when no
   *     way leads to the host
   */
  public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
    return routes
        .to(host)
        .orElseThrow(
            () -> new ProblemException(new Problem.HostOffline(host, presences.of(host).since())))
        .open(host, path, request);
  }
}
