package org.synchronode.http.dav;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import org.synchronode.http.Refusal;
import org.synchronode.http.ResponseBody;

/** Reads a request's body that describes something. */
public final class SmallBody {
  private static final int LARGEST = 1024 * 1024;

  private SmallBody() {}

  /** All of it; empty where there is none, whether a length of 0 is given or not. */
  public static byte[] read(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(LARGEST + 1);
      if (body.length > LARGEST) {
        throw Refusal.tooLarge("The body of this request may have 1 MiB at most.");
      }
      return body;
    } catch (IOException e) {
      throw ResponseBody.broken(e);
    }
  }
}
