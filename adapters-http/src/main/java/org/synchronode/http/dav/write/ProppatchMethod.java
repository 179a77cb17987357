package org.synchronode.http.dav.write;

import io.helidon.http.Status;
import java.util.List;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.Edit;
import org.synchronode.http.Call;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.dav.Hrefs;
import org.synchronode.http.dav.MultistatusAnswer;
import org.synchronode.http.dav.Preferences;
import org.synchronode.http.dav.SmallBody;
import org.synchronode.http.dav.answer.Propstat;
import org.synchronode.http.dav.request.PropertyUpdateReader;
import org.synchronode.http.header.Prefer;

/** PROPPATCH (RFC 4918 §9.2): all of it or nothing. */
public final class ProppatchMethod implements ResourceMethod {
  private final Targets targets;
  private final Guards guards;
  private final Owners owners;
  private final Hrefs hrefs;

  ProppatchMethod(Targets targets, Guards guards, Owners owners, Hrefs hrefs) {
    this.targets = targets;
    this.guards = guards;
    this.owners = owners;
    this.hrefs = hrefs;
  }

  @Override
  public List<String> names() {
    return List.of("PROPPATCH");
  }

  @Override
  public void answer(Call call) {
    PlannedPatch plan = new PlannedPatch(PropertyUpdateReader.read(SmallBody.read(call.request())));
    Place.InShare place = targets.existing(call.path());
    if (!plan.refused().isEmpty()) {
      send(call, place, plan.refused());
      return;
    }
    try {
      owners.edit(
          call,
          place,
          new Edit.Patch(place.path(), plan.patches(), plan.modified(), guards.of(call, place)));
    } catch (ProblemException e) {
      if (e.problem() instanceof Problem.InsufficientStorage) {
        send(call, place, plan.noRoom());
        return;
      }
      throw e;
    }
    Prefer prefer = Preferences.of(call);
    if (prefer.minimal()) {
      // RFC 8144 §2.2.
      Preferences.applied(call, new Prefer(true, false));
      Changed.answer(call, Status.NO_CONTENT_204);
    } else {
      send(call, place, plan.done());
    }
  }

  private void send(Call call, Place.InShare place, List<Propstat> propstats) {
    MultistatusAnswer.send(
        call,
        answer ->
            answer.properties(
                hrefs.of(call.asked().share(), place.host().host().id(), place.path()), propstats));
  }
}
