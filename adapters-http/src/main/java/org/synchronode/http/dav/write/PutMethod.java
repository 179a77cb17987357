package org.synchronode.http.dav.write;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.util.List;
import java.util.stream.Stream;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.Written;
import org.synchronode.http.Call;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.header.ContentRange;

/**
 * PUT (RFC 9110 §9.3.4, RFC 4918 §9.7): a whole file, in one step, or nothing; and with {@code
 * Content-Range} a {@linkplain PartialPut part} of one.
 */
public final class PutMethod implements ResourceMethod {
  private final Targets targets;
  private final Guards guards;
  private final Owners owners;
  private final PartialPut parts;

  PutMethod(Targets targets, Guards guards, Owners owners) {
    this.targets = targets;
    this.guards = guards;
    this.owners = owners;
    this.parts = new PartialPut(guards, owners);
  }

  @Override
  public List<String> names() {
    return List.of("PUT");
  }

  @Override
  public void answer(Call call) {
    Place.InShare place = targets.made(call.path());
    if (call.path().trailingSlash()) {
      throw new ProblemException(
          new Problem.Conflict("A file's address has no slash at its end; nothing was stored."));
    }
    call.header(HeaderNames.CONTENT_RANGE)
        .map(ContentRange::parse)
        .ifPresentOrElse(range -> parts.answer(call, place, range), () -> whole(call, place));
  }

  private void whole(Call call, Place.InShare place) {
    RequestBody body = new RequestBody(call);
    // The content is the file, so that the content's digest is the file's.
    List<ContentDigest> digests =
        Stream.concat(PutHeaders.ofFile(call).stream(), PutHeaders.ofBody(call).stream()).toList();
    Written written =
        owners.write(
            call,
            place,
            new FileWrite(
                place.path(),
                body.length(),
                PutHeaders.modified(call),
                digests,
                guards.of(call, place)),
            body);
    body.closeIfEndIsMissing();
    answer(call, written);
  }

  /** A file stands in its place. */
  static void answer(Call call, Written written) {
    if (PutHeaders.modified(call).isPresent()) {
      PutHeaders.confirmModified(call);
    }
    Changed.answer(call, written, written.created() ? Status.CREATED_201 : Status.NO_CONTENT_204);
  }
}
