package org.synchronode.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.synchronode.http.header.Accept;
import org.synchronode.http.path.AskedPath;
import org.synchronode.http.path.RequestPath;

/**
 * A request whose path is read and whose sender is let in, and the answer to it.
 *
 * @param path of this node
 * @param prefix the segments that clients see before it
 */
public record Call(
    ServerRequest request,
    ServerResponse response,
    RequestPath path,
    List<String> prefix,
    Caller caller) {
  public Call {
    prefix = List.copyOf(prefix);
  }

  /** The path as the client sees it. */
  public AskedPath asked() {
    return new AskedPath(prefix, path.segments());
  }

  public String method() {
    return request.prologue().method().text();
  }

  /** HEAD is answered as GET is, but for the body. */
  public boolean isHead() {
    return method().equals("HEAD");
  }

  /** A header's value, its lines joined by commas (RFC 9110 §5.3): the server keeps them apart. */
  public Optional<String> header(HeaderName name) {
    List<String> lines = request.headers().all(name, List::of);
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(",", lines));
  }

  public boolean prefersHtml() {
    return prefersHtml(request);
  }

  static boolean prefersHtml(ServerRequest request) {
    return Accept.prefersHtml(
        String.join(",", request.headers().all(HeaderNames.ACCEPT, List::of)));
  }
}
