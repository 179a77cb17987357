package org.synchronode.http.dav.write;

import java.util.List;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.FileBody;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.Written;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.browse.Place;
import org.synchronode.http.dav.Hrefs;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;

/** Has a place's owner change something, and says in WebDAV's words why that could not be. */
final class Owners {
  private final ChangeFiles files;
  private final Hrefs hrefs;

  Owners(ChangeFiles files, Hrefs hrefs) {
    this.files = files;
    this.hrefs = hrefs;
  }

  Written write(Call call, Place.InShare place, FileWrite write, FileBody body) {
    try {
      return files.write(place.host().host().id(), write, body);
    } catch (ProblemException e) {
      throw inDavWords(call, place, e);
    }
  }

  Written edit(Call call, Place.InShare place, Edit edit) {
    try {
      return files.edit(place.host().host().id(), edit);
    } catch (ProblemException e) {
      throw inDavWords(call, place, e);
    }
  }

  private RuntimeException inDavWords(Call call, Place.InShare place, ProblemException e) {
    return e.problem() instanceof Problem.Locked locked
        ? Refusal.of(
            new DavError(
                DavCondition.LOCK_TOKEN_SUBMITTED,
                List.of(hrefs.of(call.path().segments().get(1), place, locked.root()))),
            locked.message())
        : e;
  }
}
