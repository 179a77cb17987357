package org.synchronode.http.dav.quirks;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.dav.DepthRule;
import org.synchronode.http.dav.Member;
import org.synchronode.http.dav.MultistatusAnswer;
import org.synchronode.http.dav.SmallBody;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.request.PropfindReader;
import org.synchronode.http.dav.request.PropfindRequest;

/**
 * Windows Explorer speaks WebDAV by the Mini-Redirector, which begins at {@code /} whatever folder
 * it is to show, and gives up with error 67 unless that is a collection. For all others it is none:
 * GNOME Files takes the highest folder that answers as the top of what it mounts.
 */
public final class MiniRedirectorRoot implements ResourceMethod {
  private static final String NAME = "Microsoft-WebDAV-MiniRedir/";

  /** Whether it asks, whichever version. */
  public static boolean isAskedBy(ServerRequest request) {
    return request.headers().first(HeaderNames.USER_AGENT).orElse("").startsWith(NAME);
  }

  @Override
  public List<String> names() {
    return List.of("PROPFIND");
  }

  @Override
  public void answer(Call call) {
    Depth depth = DepthRule.PROPFIND.read(call);
    if (depth == Depth.INFINITY) {
      throw Refusal.of(
          DavError.of(DavCondition.PROPFIND_FINITE_DEPTH), "Here a PROPFIND has Depth 0 or 1.");
    }
    PropfindRequest asked = PropfindReader.read(SmallBody.read(call.request()));
    MultistatusAnswer.send(
        call,
        asked,
        false,
        answer -> {
          answer.member(Member.above(call.asked().folder(), "/"));
          if (depth == Depth.ONE) {
            answer.member(Member.above(call.asked().child("browse").folder(), "browse"));
          }
        });
  }
}
