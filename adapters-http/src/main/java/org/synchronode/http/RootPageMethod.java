package org.synchronode.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /}: where to go from here. */
final class RootPageMethod implements ResourceMethod {
  private static final byte[] PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Synchronode</title></head>
      <body><p><a href="/browse/">Browse all machines</a></p></body>
      </html>
      """
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public List<String> names() {
    return List.of("GET", "HEAD");
  }

  @Override
  public void answer(Call call) {
    call.response()
        .header(
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    SmallAnswer.send(call, "text/html; charset=utf-8", PAGE);
  }
}
