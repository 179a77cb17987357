package org.synchronode.application.hosts;

import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.JoinCode;

/**
 * What a new slave asks for.
 *
 * @param address where it asks from, to bound what one stranger may hold
 */
public record RegistrationRequest(Id id, Name name, Code code, String address) {

  /** The id that the node already has from an earlier life, or none. */
  public sealed interface Id {
    record Known(HostId id) implements Id {}

    record New() implements Id {}
  }

  /** The name that it would like, or none. */
  public sealed interface Name {
    record Wanted(HostName name) implements Name {}

    record Whatever() implements Name {}
  }

  /** The invitation that it brings, or none. */
  public sealed interface Code {
    record Brought(JoinCode code) implements Code {}

    record Missing() implements Code {}
  }
}
