package org.synchronode.http.browse;

import io.helidon.http.HeaderNames;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.http.Call;
import org.synchronode.http.ResponseBody;
import org.synchronode.http.path.PublicPath;

/** A folder's listing, sent while it is read: HTML where a browser asks, else JSON. */
public final class FolderAnswer {

  void answerHosts(Call call, List<ListHosts.Listed> hosts) {
    FolderHead head = new FolderHead(call.asked(), Optional.empty());
    PublicPath folder = head.path();
    send(
        call,
        head,
        hosts.stream()
            .<FolderRow>map(
                host -> new FolderRow.HostRow(host, folder.folder(host.host().name().value())))
            .iterator());
  }

  /** A host that has been let in, and whose list has not arrived. */
  void answerNoListYet(Call call, ListHosts.Listed host) {
    send(call, new FolderHead(call.asked(), Optional.of(host)), Collections.emptyIterator());
  }

  void answer(Call call, ListHosts.Listed host, Listing listing) {
    FolderHead head = new FolderHead(call.asked(), Optional.of(host));
    PublicPath folder = head.path();
    Iterator<Listing.Listed> entries = listing.entries();
    entries.next();
    send(
        call,
        head,
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return entries.hasNext();
          }

          @Override
          public FolderRow next() {
            return row(folder, entries.next().entry());
          }
        });
  }

  private static FolderRow row(PublicPath folder, Entry entry) {
    String name = entry.name().value();
    return new FolderRow.EntryRow(
        entry,
        switch (entry) {
          case FolderEntry _ -> folder.folder(name);
          case FileEntry _ -> folder.file(name);
        });
  }

  private static void send(Call call, FolderHead head, Iterator<FolderRow> rows) {
    call.response()
        .header(HeaderNames.VARY, "Accept")
        .header(HeaderNames.CACHE_CONTROL, "no-cache, private");
    if (!call.path().trailingSlash()) {
      call.response().header(HeaderNames.CONTENT_LOCATION, head.path().text());
    }
    if (call.prefersHtml()) {
      call.response()
          .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
          .header("Content-Security-Policy", FolderHtml.POLICY);
      ResponseBody.send(call, out -> FolderHtml.write(head, rows, out));
    } else {
      call.response().header(HeaderNames.CONTENT_TYPE, "application/json");
      ResponseBody.send(call, out -> FolderJson.write(head, rows, out));
    }
  }
}
