package org.synchronode.application.replication;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.host.Token;

/** Checks the token of a slave, for its link and for each of its channels. */
public final class AdmitSlave {
  private final HostStore hosts;
  private final InstantSource clock;

  public AdmitSlave(HostStore hosts, InstantSource clock) {
    this.hosts = hosts;
    this.clock = clock;
  }

  /** A token that belongs to another host than the one that is claimed is as good as none. */
  public Admission admit(HostId claimed, Token token) {
    Optional<Host> host =
        hosts
            .findByToken(token.hash())
            .filter(found -> found.id().equals(claimed) && !isExpired(found.standing()));
    if (host.isEmpty()) {
      return new Admission.Refused(
          Admission.Reason.UNKNOWN_TOKEN,
          "The master does not know this host's token. Get an invitation there (./synchronode invite) and start with"
              + " --join CODE.");
    }
    return switch (host.get().standing()) {
      case Standing.Active _ -> new Admission.Admitted(host.get());
      case Standing.Pending _ ->
          new Admission.Refused(
              Admission.Reason.PENDING,
              "This host waits for approval. At the master: ./synchronode approve "
                  + host.get().name());
      case Standing.Revoked _ ->
          new Admission.Refused(
              Admission.Reason.REVOKED,
              "The master has revoked this host. To come back it needs a new invitation (./synchronode invite there)"
                  + " and a start with --join CODE.");
    };
  }

  private boolean isExpired(Standing standing) {
    return standing instanceof Standing.Pending(Instant expires)
        && !clock.instant().isBefore(expires);
  }
}
