package org.synchronode.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import org.synchronode.http.header.HttpDate;

/** What every answer carries. */
final class CommonHeaders {
  private CommonHeaders() {}

  /** The server's own {@code Date} is in the machine's zone, which clients can't read. */
  static void add(ServerResponse response) {
    response.header(HeaderNames.DATE, HttpDate.format(Instant.now()));
    response.header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
  }
}
