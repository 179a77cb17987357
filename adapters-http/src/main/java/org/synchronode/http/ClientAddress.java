package org.synchronode.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.List;

/** Where requests come from, as far as the proxies in front can be trusted. */
final class ClientAddress {
  private final TrustedProxies trustedProxies;

  ClientAddress(TrustedProxies trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  String of(ServerRequest request) {
    if (request.remotePeer().address() instanceof InetSocketAddress peer
        && peer.getAddress() != null) {
      return trustedProxies
          .client(peer.getAddress(), request.headers().all(HeaderNames.X_FORWARDED_FOR, List::of))
          .getHostAddress();
    }
    return request.remotePeer().host();
  }

  /** Whether it came from a proxy whose word is taken. */
  boolean isProxied(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress peer
        && peer.getAddress() != null
        && trustedProxies.trusts(peer.getAddress());
  }
}
