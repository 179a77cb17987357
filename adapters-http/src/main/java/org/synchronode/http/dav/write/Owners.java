package org.synchronode.http.dav.write;

import java.util.List;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.transfer.TransferFiles;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.browse.Place;
import org.synchronode.http.dav.Hrefs;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.path.AskedPath;

/** Has a place's owner change something, and says in WebDAV's words why that could not be. */
final class Owners {
  private final ChangeFiles files;
  private final TransferFiles transfers;
  private final Hrefs hrefs;

  Owners(ChangeFiles files, TransferFiles transfers, Hrefs hrefs) {
    this.files = files;
    this.transfers = transfers;
    this.hrefs = hrefs;
  }

  Written write(Call call, Place.InShare place, FileWrite write, FileBody body) {
    try {
      return files.write(place.host().host().id(), write, body);
    } catch (ProblemException e) {
      throw inDavWords(call.asked().share(), place, e);
    }
  }

  PartWritten writePart(Call call, Place.InShare place, PartWrite write, FileBody body) {
    try {
      return files.writePart(place.host().host().id(), write, body);
    } catch (ProblemException e) {
      throw inDavWords(call.asked().share(), place, e);
    }
  }

  long held(Call call, Place.InShare place, UploadKey upload) {
    try {
      return files.held(place.host().host().id(), upload);
    } catch (ProblemException e) {
      throw inDavWords(call.asked().share(), place, e);
    }
  }

  Written edit(Call call, Place.InShare place, Edit edit) {
    try {
      return files.edit(place.host().host().id(), edit);
    } catch (ProblemException e) {
      throw inDavWords(call.asked().share(), place, e);
    }
  }

  /** How something goes from one host to another. */
  enum Way {
    MOVED,
    COPIED,
    /** Of a folder nothing that lies in it. */
    COPIED_FLAT
  }

  Written transfer(
      Call call,
      Place.InShare from,
      WriteGuard guard,
      Place.InShare to,
      TreeWrite target,
      Way way) {
    TransferFiles.Source source =
        new TransferFiles.Source(from.host().host().id(), from.path(), guard);
    if (way == Way.MOVED) {
      try {
        transfers.requireMovable(source);
      } catch (ProblemException e) {
        throw inDavWords(call.asked().share(), from, e);
      }
    }
    HostId host = to.host().host().id();
    try {
      return switch (way) {
        case MOVED -> transfers.move(source, host, target);
        case COPIED -> transfers.copy(source, host, target, true);
        case COPIED_FLAT -> transfers.copy(source, host, target, false);
      };
    } catch (ProblemException e) {
      throw inDavWords(call.asked().allHosts().child(to.host().host().name().value()), to, e);
    }
  }

  private RuntimeException inDavWords(AskedPath share, Place.InShare place, ProblemException e) {
    return e.problem() instanceof Problem.Locked locked
        ? Refusal.of(
            new DavError(
                DavCondition.LOCK_TOKEN_SUBMITTED,
                List.of(hrefs.of(share, place.host().host().id(), locked.root()))),
            locked.message())
        : e;
  }
}
