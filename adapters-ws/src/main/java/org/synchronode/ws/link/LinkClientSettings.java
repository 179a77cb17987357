package org.synchronode.ws.link;

import java.util.Optional;
import org.synchronode.domain.host.JoinCode;

/**
 * Where a node links to, and how.
 *
 * @param code the invitation that the user gave, or nothing
 * @param insecure whether a token may cross a network in the clear
 */
public record LinkClientSettings(
    MasterAddress master,
    SlaveIdentity identity,
    Optional<JoinCode> code,
    boolean insecure,
    RetryTimes retries) {

  /**
   * Checks that no secret would be sent in the clear.
   *
   * @throws IllegalArgumentException when it would, and {@code insecure} is not set
   */
  public LinkClientSettings {
    if (master.isPlainAndRemote() && !insecure) {
      throw new IllegalArgumentException(
          "The master's address "
              + master
              + " is not encrypted: this node's token could be read on the way. Use https://, or"
              + " set insecure: true if the network between is trusted.");
    }
  }
}
