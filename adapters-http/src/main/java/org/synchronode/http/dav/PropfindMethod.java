package org.synchronode.http.dav;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.http.Call;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.ResponseBody;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.request.PropfindReader;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.path.PublicPath;

/**
 * PROPFIND in the tree (RFC 4918 §9.1). It holds nothing that can reach a host: what it tells is
 * the catalogue's, for hosts that are off as for those that are on, at one revision a host, in
 * memory that does not grow with the listing.
 */
public final class PropfindMethod implements ResourceMethod {
  private static final HeaderName DEPTH = HeaderNames.create("Depth");

  private final Tree tree;
  private final Catalogue catalogue;

  public PropfindMethod(Tree tree, Catalogue catalogue) {
    this.tree = tree;
    this.catalogue = catalogue;
  }

  @Override
  public List<String> names() {
    return List.of("PROPFIND");
  }

  @Override
  public void answer(Call call) {
    Depth depth = DepthRule.PROPFIND.read(call.header(DEPTH));
    PropfindRequest request = PropfindReader.read(SmallBody.read(call.request()));
    switch (tree.find(call.path())) {
      case Place.AllHosts _ ->
          send(call, true, out -> allHosts(new Multistatus(writer(out), request), call, depth));
      case Place.InShare place -> answer(call, place, depth, request);
    }
  }

  private void answer(Call call, Place.InShare place, Depth depth, PropfindRequest request) {
    Optional<Listing> found = catalogue.list(place.host().host().id(), place.path(), depth);
    if (found.isEmpty() && place.path().isRoot()) {
      send(
          call,
          true,
          out -> {
            Multistatus answer = new Multistatus(writer(out), request);
            answer.begin();
            answer.member(noListYet(PublicPath.folder(call.path().segments()), place.host()));
            answer.end();
          });
      return;
    }
    try (Listing listing = found.orElseThrow(Tree::notFound)) {
      if (listing.self() instanceof FileEntry && call.path().trailingSlash()) {
        throw Tree.notFound();
      }
      String name =
          place.path().isRoot()
              ? place.host().host().name().value()
              : listing.self().name().value();
      send(
          call,
          listing.self() instanceof FolderEntry,
          out -> {
            Multistatus answer = new Multistatus(writer(out), request);
            answer.begin();
            members(answer, listing, call.path().segments(), name);
            answer.end();
          });
    }
  }

  private static void send(Call call, boolean folder, ResponseBody.Content content) {
    call.response()
        .status(Status.MULTI_STATUS_207)
        .header(HeaderNames.CONTENT_TYPE, "application/xml; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    if (folder && !call.path().trailingSlash()) {
      call.response()
          .header(HeaderNames.CONTENT_LOCATION, PublicPath.folder(call.path().segments()).text());
    }
    ResponseBody.send(call, content);
  }

  private void allHosts(Multistatus answer, Call call, Depth depth) throws IOException {
    List<String> segments = call.path().segments();
    PublicPath folder = PublicPath.folder(segments);
    answer.begin();
    answer.member(Member.collection(folder, segments.getLast(), Optional.empty()));
    if (depth != Depth.ZERO) {
      for (ListHosts.Listed host : tree.hosts()) {
        host(answer, segments, host, depth == Depth.ONE ? Depth.ZERO : Depth.INFINITY);
      }
    }
    answer.end();
  }

  private void host(Multistatus answer, List<String> above, ListHosts.Listed host, Depth depth)
      throws IOException {
    List<String> segments = List.of(above.getFirst(), host.host().name().value());
    Optional<Listing> found = catalogue.list(host.host().id(), EntryPath.ROOT, depth);
    if (found.isEmpty()) {
      answer.member(noListYet(PublicPath.folder(segments), host));
      return;
    }
    try (Listing listing = found.get()) {
      members(answer, listing, segments, host.host().name().value());
    }
  }

  private static Member noListYet(PublicPath href, ListHosts.Listed host) {
    return Member.collection(
        href, host.host().name().value(), Optional.of(host.host().registered()));
  }

  /**
   * Clients compare the hrefs with the path that they asked for, so that one comes back as it was
   * spelled, by id or name, composed or not; what lies below it as it is stored.
   *
   * @param asked the segments of the path that the listing was asked for by
   * @param name of what was asked for
   */
  private static void members(Multistatus answer, Listing listing, List<String> asked, String name)
      throws IOException {
    Iterator<Listing.Listed> entries = listing.entries();
    Listing.Listed self = entries.next();
    int depth = self.path().names().size();
    PublicPath base = PublicPath.folder(asked);
    answer.member(
        Member.entry(
            self.entry() instanceof FileEntry ? PublicPath.file(asked) : base, name, self.entry()));
    // Members of one folder mostly follow each other: its path is not made anew for each.
    EntryId parent = self.entry().id();
    PublicPath folder = base;
    while (entries.hasNext()) {
      Listing.Listed listed = entries.next();
      Entry entry = listed.entry();
      if (!entry.parent().equals(parent)) {
        parent = entry.parent();
        folder = below(base, listed.path().parent().names(), depth);
      }
      String member = entry.name().value();
      answer.member(
          Member.entry(
              entry instanceof FileEntry ? folder.file(member) : folder.folder(member),
              member,
              entry));
    }
  }

  private static PublicPath below(PublicPath base, List<EntryName> names, int depth) {
    PublicPath folder = base;
    for (EntryName name : names.subList(depth, names.size())) {
      folder = folder.folder(name.value());
    }
    return folder;
  }

  private static OutputStreamWriter writer(OutputStream out) {
    return new OutputStreamWriter(out, StandardCharsets.UTF_8);
  }
}
