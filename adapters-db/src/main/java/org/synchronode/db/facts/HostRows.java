package org.synchronode.db.facts;

import org.synchronode.db.generated.facts.tables.records.HostRecord;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;

/** Hosts as rows and back. The words here are the ones that people at a console read. */
final class HostRows {
  static final String BELOW = "below";
  static final String PENDING = "pending";
  static final String REVOKED = "revoked";
  private static final String OWN = "own";
  private static final String REGISTERED = "registered";
  private static final String ACTIVE = "active";

  private HostRows() {}

  static Host host(HostRecord row) {
    return new Host(
        new HostId(row.getId()),
        new HostName(row.getName()),
        origin(row),
        standing(row),
        row.getRegistered());
  }

  private static Origin origin(HostRecord row) {
    return switch (row.getOrigin()) {
      case OWN -> new Origin.Own();
      case REGISTERED -> new Origin.Registered();
      case BELOW -> new Origin.Below(new HostId(row.getVia()));
      default -> throw new IllegalStateException("no such origin: " + row.getOrigin());
    };
  }

  private static Standing standing(HostRecord row) {
    return switch (row.getStanding()) {
      case PENDING -> new Standing.Pending(row.getExpires());
      case ACTIVE -> new Standing.Active();
      case REVOKED -> new Standing.Revoked();
      default -> throw new IllegalStateException("no such standing: " + row.getStanding());
    };
  }

  static HostRecord row(Host host, SecretHash token) {
    HostRecord row = row(host);
    row.setTokenHash(token.hex());
    return row;
  }

  static HostRecord row(Host host) {
    HostRecord row = new HostRecord();
    row.setId(host.id().value());
    row.setName(host.name().value());
    row.setCanonicalName(host.name().canonical());
    switch (host.origin()) {
      case Origin.Own _ -> row.setOrigin(OWN);
      case Origin.Registered _ -> row.setOrigin(REGISTERED);
      case Origin.Below(HostId via) -> {
        row.setOrigin(BELOW);
        row.setVia(via.value());
      }
    }
    row.setRegistered(host.registered());
    return stand(row, host.standing());
  }

  /** Sets the row's standing, and returns the row. */
  static HostRecord stand(HostRecord row, Standing standing) {
    row.setExpires(null);
    switch (standing) {
      case Standing.Pending(var expires) -> {
        row.setStanding(PENDING);
        row.setExpires(expires);
      }
      case Standing.Active _ -> row.setStanding(ACTIVE);
      case Standing.Revoked _ -> row.setStanding(REVOKED);
    }
    return row;
  }
}
