package org.synchronode.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/**
 * Takes every connection for HTTP/1 and lets the server's own implementation serve it; where the
 * first request line says {@code HTTP/1.0}, between {@linkplain OneDotZeroRequest a request that is
 * rewritten} and {@linkplain UnchunkedWriter an answer that is not chunked}. nginx speaks it to
 * what stands behind it unless {@code proxy_http_version} says otherwise.
 */
public final class HttpOneDotZero implements ServerConnectionSelector {
  private final Http1ConnectionSelector http1;
  private final int longestLine;
  private final LargeBuffers buffers = new LargeBuffers();

  /**
   * Stands in front of this implementation.
   *
   * @param longestLine up to where the end of the request line is looked for
   */
  public HttpOneDotZero(Http1ConnectionSelector http1, int longestLine) {
    this.http1 = http1;
    this.longestLine = longestLine;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  /** The version may still be under way; the connection waits for it when it begins to read. */
  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return Set.of("http/1.1", "http/1.0");
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new UndecidedConnection(context, buffers, http1, longestLine);
  }
}
