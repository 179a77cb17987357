package org.synchronode.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.util.List;
import java.util.function.Supplier;

/**
 * OPTIONS of a resource: its methods, and for those that lead into the tree what WebDAV it speaks.
 */
final class OptionsMethod implements ResourceMethod {
  /** RFC 4918 §18, RFC 5689 §3.1. Without class 2 macOS mounts for reading only. */
  private static final String CLASSES = "1, 2, 3, extended-mkcol";

  private final Supplier<String> allow;
  private final boolean dav;

  /**
   * Answers for a resource.
   *
   * @param allow its methods
   * @param dav whether clients look here for WebDAV
   */
  OptionsMethod(Supplier<String> allow, boolean dav) {
    this.allow = allow;
    this.dav = dav;
  }

  @Override
  public List<String> names() {
    return List.of("OPTIONS");
  }

  @Override
  public void answer(Call call) {
    call.response().header(HeaderNames.ALLOW, allow.get());
    if (dav) {
      call.response().header("DAV", CLASSES);
      if (allow.get().contains("SEARCH")) {
        // RFC 5323 §3.2.
        call.response().header("DASL", "<DAV:basicsearch>");
      }
      call.response().header("MS-Author-Via", "DAV");
      call.response().header(HeaderNames.ACCEPT_RANGES, "bytes");
    }
    SmallAnswer.send(call.request(), call.response(), Status.OK_200, new byte[0]);
  }
}
