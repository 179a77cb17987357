package org.synchronode.http.dav.report;

import io.helidon.http.Status;
import java.io.IOException;
import java.util.Iterator;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.http.Call;
import org.synchronode.http.browse.Place;
import org.synchronode.http.dav.HostMembers;
import org.synchronode.http.dav.ListedMembers;
import org.synchronode.http.dav.Multistatus;
import org.synchronode.http.dav.MultistatusAnswer;
import org.synchronode.http.dav.Preferences;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.request.ReportRequest;
import org.synchronode.http.header.Prefer;
import org.synchronode.http.path.AskedPath;

/** Writes what changed in a folder of a share (RFC 6578 §3.5). */
final class ShareReport {
  private final ShareSync sync;
  private final ListedMembers members;

  ShareReport(ShareSync sync, ListedMembers members) {
    this.sync = sync;
    this.members = members;
  }

  void answer(Call call, Place.InShare place, ReportRequest.SyncCollection request) {
    try (SyncPage page = sync.page(place, request)) {
      boolean minimal = Preferences.of(call).minimal();
      Preferences.applied(call, new Prefer(minimal, false));
      MultistatusAnswer.send(
          call, request.properties(), minimal, answer -> write(answer, call, place, page));
    }
  }

  private void write(Multistatus answer, Call call, Place.InShare place, SyncPage page)
      throws IOException {
    AskedPath asked = call.asked();
    if (page.self().isPresent()) {
      HostMembers told =
          members.of(place.host(), page.head(), page.self().get(), asked, answer::asksFor);
      for (SyncPage.Gone gone : page.gone()) {
        answer
            .others()
            .resource(
                gone.folder() ? told.folder(gone.path()) : told.file(gone.path()),
                Status.NOT_FOUND_404);
      }
      for (Listing.Listed changed : page.changed()) {
        answer.member(told.outOfOrder(changed));
      }
      for (Iterator<Listing.Listed> entries : page.whole()) {
        if (entries.hasNext()) {
          answer.member(told.outOfOrder(entries.next()));
        }
        while (entries.hasNext()) {
          answer.member(told.of(entries.next()));
        }
      }
    }
    if (!page.complete()) {
      answer
          .others()
          .resource(asked.folder(), DavError.of(DavCondition.NUMBER_OF_MATCHES_WITHIN_LIMITS));
    }
    answer.others().syncToken(page.next().text());
  }
}
