package org.synchronode.http.dav.write;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.Written;
import org.synchronode.http.Call;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.header.DigestFields;
import org.synchronode.http.header.OcChecksum;
import org.synchronode.http.header.OcMtime;

/** PUT (RFC 9110 §9.3.4, RFC 4918 §9.7): a whole file, in one step, or nothing. */
public final class PutMethod implements ResourceMethod {
  private static final HeaderName OC_MTIME = HeaderNames.create("X-OC-Mtime");
  private static final HeaderName OC_CHECKSUM = HeaderNames.create("OC-Checksum");
  private static final HeaderName REPR_DIGEST = HeaderNames.create("Repr-Digest");
  private static final HeaderName CONTENT_DIGEST = HeaderNames.create("Content-Digest");

  private final Targets targets;
  private final Guards guards;
  private final Owners owners;

  PutMethod(Targets targets, Guards guards, Owners owners) {
    this.targets = targets;
    this.guards = guards;
    this.owners = owners;
  }

  @Override
  public List<String> names() {
    return List.of("PUT");
  }

  @Override
  public void answer(Call call) {
    if (call.header(HeaderNames.CONTENT_RANGE).isPresent()) {
      // RFC 9110 §14.5: to store a part as the whole would destroy the rest.
      throw new ProblemException(new Problem.BadRequest("A part of a file can't be stored."));
    }
    Place.InShare place = targets.made(call.path());
    if (call.path().trailingSlash()) {
      throw new ProblemException(
          new Problem.Conflict("A file's address has no slash at its end; nothing was stored."));
    }
    RequestBody body = new RequestBody(call);
    Optional<Instant> modified = call.header(OC_MTIME).flatMap(OcMtime::parse);
    Written written =
        owners.write(
            call,
            place,
            new FileWrite(
                place.path(), body.length(), modified, digests(call), guards.of(call, place)),
            body);
    if (modified.isPresent()) {
      call.response().header(OC_MTIME, "accepted");
    }
    if (body.endIsMissing()) {
      call.response().header(HeaderNames.CONNECTION, "close");
    }
    Changed.answer(call, written, written.created() ? Status.CREATED_201 : Status.NO_CONTENT_204);
  }

  /** A PUT carries the whole file, so that its content's digest is the file's. */
  private static List<ContentDigest> digests(Call call) {
    List<ContentDigest> digests = new ArrayList<>();
    call.header(REPR_DIGEST).map(DigestFields::parse).ifPresent(digests::addAll);
    call.header(CONTENT_DIGEST).map(DigestFields::parse).ifPresent(digests::addAll);
    call.header(OC_CHECKSUM).map(OcChecksum::parse).ifPresent(digests::addAll);
    return digests;
  }
}
