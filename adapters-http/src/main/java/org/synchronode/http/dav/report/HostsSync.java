package org.synchronode.http.dav.report;

import io.helidon.http.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.ListedMembers;
import org.synchronode.http.dav.Member;
import org.synchronode.http.dav.Multistatus;
import org.synchronode.http.dav.MultistatusAnswer;
import org.synchronode.http.dav.Preferences;
import org.synchronode.http.dav.TreeToken;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.request.ReportRequest;
import org.synchronode.http.header.Prefer;
import org.synchronode.http.path.AskedPath;
import org.synchronode.http.path.PublicPath;

/**
 * Tells which hosts came, went, got another name or another list: so a client learns with one
 * request whom to ask further. Of more than the hosts themselves there is no one order, in which a
 * page could go on.
 */
final class HostsSync {
  private final Tree tree;
  private final Catalogue catalogue;
  private final ListedMembers members;

  HostsSync(Tree tree, Catalogue catalogue, ListedMembers members) {
    this.tree = tree;
    this.catalogue = catalogue;
    this.members = members;
  }

  void answer(Call call, ReportRequest.SyncCollection request) {
    if (request.deep()) {
      throw Refusal.of(
          DavError.of(DavCondition.SYNC_TRAVERSAL_SUPPORTED),
          "Of all hosts together, only the sync-level 1 can be told.");
    }
    TreeToken known =
        request
            .token()
            .map(text -> TreeToken.parse(text).orElseThrow(ReportMethod::invalidToken))
            .orElse(new TreeToken(new TreeMap<>()));
    Told told = told(known, request.limit().orElse(Integer.MAX_VALUE));
    boolean minimal = Preferences.of(call).minimal();
    Preferences.applied(call, new Prefer(minimal, false));
    MultistatusAnswer.send(
        call, request.properties(), minimal, answer -> write(answer, call, told));
  }

  /** What one answer tells; what is left out stands in the next token as the client knows it. */
  private record Told(
      List<String> gone, List<ListHosts.Listed> changed, TreeToken next, boolean complete) {}

  private Told told(TreeToken known, int limit) {
    List<ListHosts.Listed> hosts = tree.hosts();
    TreeToken now = TreeToken.of(hosts, catalogue);
    SequencedMap<String, String> next = new TreeMap<>(known.states());
    List<String> gone =
        known.states().keySet().stream()
            .filter(name -> !now.states().containsKey(name))
            .limit(limit)
            .toList();
    gone.forEach(next::remove);
    List<ListHosts.Listed> changed = new ArrayList<>();
    for (ListHosts.Listed host : hosts) {
      String name = host.host().name().value();
      String state = now.states().getOrDefault(name, "");
      if (gone.size() + changed.size() < limit && !state.equals(next.get(name))) {
        changed.add(host);
        next.put(name, state);
      }
    }
    TreeToken told = new TreeToken(next);
    return new Told(gone, changed, told, told.equals(now));
  }

  private void write(Multistatus answer, Call call, Told told) throws IOException {
    PublicPath self = call.asked().folder();
    for (String name : told.gone()) {
      answer.others().resource(self.folder(name), Status.NOT_FOUND_404);
    }
    for (ListHosts.Listed host : told.changed()) {
      answer.member(member(answer, call, host));
    }
    if (!told.complete()) {
      answer.others().resource(self, DavError.of(DavCondition.NUMBER_OF_MATCHES_WITHIN_LIMITS));
    }
    answer.others().syncToken(told.next().text());
  }

  private Member member(Multistatus answer, Call call, ListHosts.Listed host) {
    AskedPath path = call.asked().child(host.host().name().value());
    Optional<Listing> found = catalogue.list(host.host().id(), EntryPath.ROOT, Depth.ZERO);
    if (found.isEmpty()) {
      return Member.noListYet(path.folder(), host.host());
    }
    try (Listing listing = found.get()) {
      Listing.Listed self = listing.entries().next();
      return members.of(host, listing.head(), self, path, answer::asksFor).of(self);
    }
  }
}
