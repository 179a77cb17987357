package org.synchronode.http.server;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Closes the connection behind an answer that says {@code Connection: close} (RFC 9112 §9.6). The
 * server says it and then waits for the client to close, or takes the rest of a body that was not
 * read for the next request. The outermost filter: when those inside of it return, the answer is
 * sent.
 */
public final class CloseAsAnnounced implements Filter {

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    chain.proceed();
    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("the answer was the last one of its connection");
    }
  }
}
