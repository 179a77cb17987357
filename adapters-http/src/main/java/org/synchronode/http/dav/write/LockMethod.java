package org.synchronode.http.dav.write;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;
import org.synchronode.http.Call;
import org.synchronode.http.DavStatus;
import org.synchronode.http.Refusal;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.dav.DepthRule;
import org.synchronode.http.dav.Hrefs;
import org.synchronode.http.dav.MultistatusAnswer;
import org.synchronode.http.dav.SmallBody;
import org.synchronode.http.dav.answer.ActiveLock;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.request.LockReader;
import org.synchronode.http.dav.request.LockRequest;
import org.synchronode.http.dav.xml.XmlFragment;
import org.synchronode.http.header.LockTokenHeader;
import org.synchronode.http.header.TimeoutHeader;
import org.synchronode.http.path.AskedPath;
import org.synchronode.http.path.PublicPath;

/** LOCK (RFC 4918 §9.10): takes a lock, or makes one last longer. */
public final class LockMethod implements ResourceMethod {
  private static final HeaderName TIMEOUT = HeaderNames.create("Timeout");
  private static final HeaderName LOCK_TOKEN = HeaderNames.create("Lock-Token");

  /** The owner has the last word. */
  private static final TimeoutHeader WISHES =
      new TimeoutHeader(Duration.ofMinutes(3), Duration.ofMinutes(10), Duration.ofDays(1));

  private final Targets targets;
  private final Guards guards;
  private final ChangeFiles files;
  private final Hrefs hrefs;
  private final InstantSource clock;

  LockMethod(Targets targets, Guards guards, ChangeFiles files, Hrefs hrefs, InstantSource clock) {
    this.targets = targets;
    this.guards = guards;
    this.files = files;
    this.hrefs = hrefs;
    this.clock = clock;
  }

  @Override
  public List<String> names() {
    return List.of("LOCK");
  }

  @Override
  public void answer(Call call) {
    Depth depth = DepthRule.LOCK.read(call);
    LockRequest request = LockReader.read(SmallBody.read(call.request()));
    Place.InShare place = targets.made(call.path());
    WriteGuard guard = guards.of(call, place);
    Duration wanted = WISHES.granted(call.header(TIMEOUT));
    switch (request) {
      case LockRequest.Create(var scope, Optional<XmlFragment> owner) ->
          take(
              call,
              place,
              new Edit.TakeLock(
                  place.path(),
                  scope,
                  depth == Depth.INFINITY,
                  owner.map(XmlFragment::text).orElse(""),
                  wanted,
                  guard));
      case LockRequest.Refresh _ -> {
        if (guard.submitted().isEmpty()) {
          throw new ProblemException(
              guard.lists().isEmpty()
                  ? new Problem.BadRequest(
                      "A LOCK has a body, or names the lock that is to last longer in If.")
                  : new Problem.PreconditionFailed("If names no lock of this server."));
        }
        Written refreshed =
            files.edit(place.host().host().id(), new Edit.RefreshLock(place.path(), wanted, guard));
        send(call, place, refreshed, Status.OK_200);
      }
    }
  }

  private void take(Call call, Place.InShare place, Edit.TakeLock take) {
    Written taken;
    try {
      taken = files.edit(place.host().host().id(), take);
    } catch (ProblemException e) {
      if (e.problem() instanceof Problem.Locked locked) {
        refuse(call, place, locked);
        return;
      }
      throw e;
    }
    taken
        .lock()
        .ifPresent(
            granted ->
                call.response()
                    .header(LOCK_TOKEN, LockTokenHeader.format(granted.lock().token().uri())));
    send(call, place, taken, taken.created() ? Status.CREATED_201 : Status.OK_200);
  }

  /** A lock on what lies below is told as its member's, in a multistatus (§9.10.9). */
  private void refuse(Call call, Place.InShare place, Problem.Locked locked) {
    HostId host = place.host().host().id();
    AskedPath share = call.asked().share();
    DavError error =
        new DavError(
            DavCondition.NO_CONFLICTING_LOCK, List.of(hrefs.of(share, host, locked.root())));
    EntryPath path = place.path();
    if (path.names().size() >= locked.root().names().size()) {
      throw Refusal.of(error, locked.message());
    }
    MultistatusAnswer.send(
        call,
        answer -> {
          answer.resource(hrefs.of(share, host, locked.root()), error);
          answer.resource(hrefs.of(share, host, path), DavStatus.FAILED_DEPENDENCY_424);
        });
  }

  private void send(Call call, Place.InShare place, Written written, Status status) {
    Written.Granted granted =
        written.lock().orElseThrow(() -> new IllegalStateException("a lock without a lock"));
    PublicPath root = hrefs.of(call.asked().share(), place.host().host().id(), granted.root());
    ActiveLock lock = ActiveLock.of(granted.lock(), root, clock.instant());
    written
        .file()
        .ifPresent(state -> call.response().header(HeaderNames.ETAG, state.etag().quoted()));
    call.response()
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/xml; charset=utf-8")
        .send(ActiveLock.document(List.of(lock)).getBytes(StandardCharsets.UTF_8));
  }
}
