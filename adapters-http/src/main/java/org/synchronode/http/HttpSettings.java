package org.synchronode.http;

import java.net.URI;
import java.util.List;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;

/**
 * What the configuration says about HTTP.
 *
 * @param publicUrls under which clients reach this node
 * @param anonymousReads whether who brings no credentials may read
 * @param trustedProxies whose word about a client's address is taken
 * @param version of this program
 */
public record HttpSettings(
    List<URI> publicUrls,
    boolean anonymousReads,
    TrustedProxies trustedProxies,
    String version,
    HostId ownId,
    HostName ownName) {
  public HttpSettings {
    publicUrls = List.copyOf(publicUrls);
  }
}
