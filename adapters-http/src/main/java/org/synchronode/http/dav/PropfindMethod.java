package org.synchronode.http.dav;

import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.AskSpace;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.Host;
import org.synchronode.http.Call;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.dav.request.RecentRequests;
import org.synchronode.http.header.Prefer;
import org.synchronode.http.path.AskedPath;

/**
 * PROPFIND in the tree (RFC 4918 §9.1). But for room on a disk, what it tells is the catalogue's,
 * for hosts that are off as for those that are on, at one revision a host, in memory that does not
 * grow with the listing.
 */
public final class PropfindMethod implements ResourceMethod {
  private final Tree tree;
  private final Catalogue catalogue;
  private final ListedMembers members;
  private final KeptAnswers kept;
  private final RecentRequests requests = new RecentRequests();

  public PropfindMethod(Tree tree, Catalogue catalogue, AskSpace askSpace, InstantSource clock) {
    this.tree = tree;
    this.catalogue = catalogue;
    this.kept = new KeptAnswers(catalogue);
    this.members = new ListedMembers(catalogue, askSpace, clock);
  }

  @Override
  public List<String> names() {
    return List.of("PROPFIND");
  }

  @Override
  public void answer(Call call) {
    Depth depth = DepthRule.PROPFIND.read(call);
    Asked asked =
        new Asked(requests.read(SmallBody.read(call.request())), Preferences.of(call), depth);
    switch (tree.find(call.path())) {
      case Place.AllHosts _ -> send(call, true, asked, answer -> allHosts(answer, call, asked));
      case Place.InShare place -> answer(call, place, asked);
    }
  }

  private void answer(Call call, Place.InShare place, Asked asked) {
    try (KeptAnswers.Asking asking = kept.ask(asked.of(place.host().host(), call))) {
      Optional<KeptAnswers.Answer> known = asking.known();
      if (known.isPresent()) {
        head(call, known.get().folder(), asked);
        known.get().send(call);
      } else {
        answer(call, place, asked, asking);
      }
    }
  }

  private void answer(Call call, Place.InShare place, Asked asked, KeptAnswers.Asking asking) {
    Optional<Listing> found = catalogue.list(place.host().host().id(), place.path(), asked.depth);
    if (found.isEmpty() && place.path().isRoot()) {
      Member nothingYet = Member.noListYet(call.asked().folder(), place.host().host());
      send(call, true, asked, answer -> answer.member(nothingYet));
      return;
    }
    try (Listing listing = found.orElseThrow(Tree::notFound)) {
      if (listing.self() instanceof FileEntry && call.path().trailingSlash()) {
        throw Tree.notFound();
      }
      boolean folder = listing.self() instanceof FolderEntry;
      head(call, folder, asked);
      MultistatusAnswer.send(
          call,
          asked.request,
          asked.prefer.minimal(),
          asking::record,
          answer -> {
            members.write(answer, place.host(), listing, call.asked(), asked.withRoot());
            asking.lasting(answer.lasting());
          });
      asking.keep(folder);
    }
  }

  private static void send(
      Call call, boolean folder, Asked asked, MultistatusAnswer.Content<Multistatus> content) {
    head(call, folder, asked);
    MultistatusAnswer.send(call, asked.request, asked.prefer.minimal(), content);
  }

  private static void head(Call call, boolean folder, Asked asked) {
    Preferences.applied(call, new Prefer(asked.prefer.minimal(), !asked.withRoot()));
    if (folder && !call.path().trailingSlash()) {
      call.response().header(HeaderNames.CONTENT_LOCATION, call.asked().folder().text());
    }
  }

  private void allHosts(Multistatus answer, Call call, Asked asked) throws IOException {
    AskedPath path = call.asked();
    List<ListHosts.Listed> hosts = tree.hosts();
    if (asked.withRoot()) {
      answer.member(
          Member.allHosts(
              path.folder(),
              path.name(),
              answer.asksFor(LiveProperty.SYNC_TOKEN)
                  ? Optional.of(TreeToken.of(hosts, catalogue))
                  : Optional.empty()));
    }
    if (asked.depth != Depth.ZERO) {
      for (ListHosts.Listed host : hosts) {
        host(answer, path, host, asked.depth == Depth.ONE ? Depth.ZERO : Depth.INFINITY);
      }
    }
  }

  private void host(Multistatus answer, AskedPath above, ListHosts.Listed host, Depth depth)
      throws IOException {
    AskedPath path = above.child(host.host().name().value());
    Optional<Listing> found = catalogue.list(host.host().id(), EntryPath.ROOT, depth);
    if (found.isEmpty()) {
      answer.member(Member.noListYet(path.folder(), host.host()));
      return;
    }
    try (Listing listing = found.get()) {
      members.write(answer, host, listing, path, true);
    }
  }

  /** What a client wants to know, and how. */
  private record Asked(PropfindRequest request, Prefer prefer, Depth depth) {
    /** RFC 8144 §3: of Depth 0 nothing would be left. */
    boolean withRoot() {
      return !prefer.noRoot() || depth == Depth.ZERO;
    }

    KeptAnswers.Question of(Host host, Call call) {
      return new KeptAnswers.Question(
          host,
          call.asked(),
          call.path().trailingSlash(),
          request,
          prefer.minimal(),
          withRoot(),
          depth);
    }
  }
}
