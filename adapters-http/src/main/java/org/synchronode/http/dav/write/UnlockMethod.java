package org.synchronode.http.dav.write;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.util.List;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.write.Edit;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.header.LockTokenHeader;

/** UNLOCK (RFC 4918 §9.11): ends a whole lock, from anywhere in its scope. */
public final class UnlockMethod implements ResourceMethod {
  private static final HeaderName LOCK_TOKEN = HeaderNames.create("Lock-Token");

  private final Targets targets;
  private final Guards guards;
  private final ChangeFiles files;

  UnlockMethod(Targets targets, Guards guards, ChangeFiles files) {
    this.targets = targets;
    this.guards = guards;
    this.files = files;
  }

  @Override
  public List<String> names() {
    return List.of("UNLOCK");
  }

  @Override
  public void answer(Call call) {
    String token =
        call.header(LOCK_TOKEN)
            .map(LockTokenHeader::parse)
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.BadRequest("An UNLOCK names its lock in Lock-Token.")));
    Place.InShare place = targets.existing(call.path());
    if (!LockToken.isForm(token)) {
      throw noSuchLock("This is no lock of this server.");
    }
    try {
      files.edit(
          place.host().host().id(),
          new Edit.Unlock(place.path(), new LockToken(token), guards.of(call, place)));
    } catch (ProblemException e) {
      throw e.problem() instanceof Problem.Conflict conflict ? noSuchLock(conflict.message()) : e;
    }
    Changed.answer(call, Status.NO_CONTENT_204);
  }

  private static Refusal noSuchLock(String message) {
    return Refusal.of(DavError.of(DavCondition.LOCK_TOKEN_MATCHES_REQUEST_URI), message);
  }
}
