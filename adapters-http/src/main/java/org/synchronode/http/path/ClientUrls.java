package org.synchronode.http.path;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.synchronode.domain.ProblemException;

/** Under which addresses a client may mean this node: the configured ones, and the one it asked. */
public final class ClientUrls {
  private final List<OwnAddress> configured;

  /** Knows these besides the one that is asked. */
  public ClientUrls(List<URI> publicUrls) {
    this.configured = publicUrls.stream().map(OwnAddress::of).toList();
  }

  /** Those that count for a request. */
  public OwnAddresses of(ServerRequest request) {
    List<OwnAddress> all = new ArrayList<>(configured);
    for (String host : request.headers().all(HeaderNames.HOST, List::of)) {
      try {
        all.add(OwnAddress.of(host, ""));
      } catch (ProblemException _) {
        // Then only the configured ones count.
      }
    }
    return new OwnAddresses(all);
  }
}
