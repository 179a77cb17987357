package org.synchronode.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;

/** The header {@code Upload-Offset} (draft-ietf-httpbis-resumable-upload): where to go on. */
public final class UploadOffset {
  private static final HeaderName NAME = HeaderNames.create("Upload-Offset");

  private UploadOffset() {}

  public static void tell(ServerResponse response, long bytes) {
    response.header(NAME, Long.toString(bytes));
  }
}
