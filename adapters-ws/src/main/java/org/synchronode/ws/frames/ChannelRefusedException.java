package org.synchronode.ws.frames;

import java.io.IOException;

/** The other side answered a request for a channel, but not with a channel. */
public final class ChannelRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String body;

  ChannelRefusedException(int status, String body) {
    super("no channel: the server answered with status " + status);
    this.status = status;
    this.body = body;
  }

  /** The HTTP status, such as 401, 403, 503, or 404 and 502 from a proxy between. */
  public int status() {
    return status;
  }

  /** The beginning of the answer's text, at most 4 KiB; written by others, so for logs only. */
  public String body() {
    return body;
  }
}
