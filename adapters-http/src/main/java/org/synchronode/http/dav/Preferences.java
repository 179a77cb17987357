package org.synchronode.http.dav;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import org.synchronode.http.Call;
import org.synchronode.http.header.Prefer;

/** What a client would like to be spared (RFC 7240, RFC 8144). */
public final class Preferences {
  private static final HeaderName PREFER = HeaderNames.create("Prefer");
  private static final HeaderName APPLIED = HeaderNames.create("Preference-Applied");

  private Preferences() {}

  /** Those that this request brings. */
  public static Prefer of(Call call) {
    return call.header(PREFER).map(Prefer::parse).orElse(Prefer.NOTHING);
  }

  /** Tells which were heeded. */
  public static void applied(Call call, Prefer heeded) {
    call.response().header(HeaderNames.VARY, "Prefer");
    heeded.applied().ifPresent(names -> call.response().header(APPLIED, names));
  }
}
