package org.synchronode.http.dav.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.catalogue.PlaceChanges;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.ShareToken;
import org.synchronode.http.dav.request.ReportRequest;

/**
 * Finds what changed in a folder of a share since a client last asked. Who begins gets a listing,
 * or where it wants little at a time, entries by their revisions: each page goes on where the one
 * before ended, whatever happens meanwhile. Safe for use by several threads.
 */
final class ShareSync {
  /** Changes that are read at a time; so many are on a page at most, but for whole folders. */
  private static final int MOST = 5000;

  /** How often a page is begun anew because the list moved on while it was made. */
  private static final int TRIES = 5;

  private final Catalogue catalogue;

  ShareSync(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * What to tell next.
   *
   * @throws ProblemException with {@link Problem.NotFound} when there is nothing; with {@link
   *     Problem.Busy} when the list does not stand still
   * @throws org.synchronode.http.Refusal when the token is not one of this folder, or too old; when
   *     this is no folder; or when the limit can't be kept
   */
  SyncPage page(Place.InShare place, ReportRequest.SyncCollection request) {
    HostId host = place.host().host().id();
    Optional<ShareToken> token = request.token().map(text -> token(host, text));
    Optional<Listing> found =
        catalogue.list(
            host,
            place.path(),
            token.isPresent() || request.limit().isPresent()
                ? Depth.ZERO
                : request.deep() ? Depth.INFINITY : Depth.ONE);
    if (found.isEmpty() && place.path().isRoot()) {
      return noListYet(host, token);
    }
    Listing listing = found.orElseThrow(Tree::notFound);
    if (!(listing.self() instanceof FolderEntry)) {
      listing.close();
      throw ReportMethod.unsupported();
    }
    Iterator<Listing.Listed> entries = listing.entries();
    Listing.Listed self = entries.next();
    ListHead head = listing.head();
    ShareToken all = ShareToken.of(host, head, self.entry().id());
    if (token.isEmpty() && request.limit().isEmpty()) {
      return new SyncPage(
          head,
          Optional.of(self),
          List.of(),
          List.of(),
          List.of(listing),
          List.of(entries),
          all,
          true);
    }
    listing.close();
    return changes(
        self,
        token.orElse(new ShareToken(host, head.index(), all.folder(), Revision.NONE, all.seen())),
        all,
        request);
  }

  private static ShareToken token(HostId host, String text) {
    return ShareToken.parse(text)
        .filter(token -> token.host().equals(host))
        .orElseThrow(ReportMethod::invalidToken);
  }

  private static SyncPage noListYet(HostId host, Optional<ShareToken> token) {
    ShareToken nothing = ShareToken.noList(host);
    if (!token.orElse(nothing).equals(nothing)) {
      throw ReportMethod.invalidToken();
    }
    return new SyncPage(
        ListHead.empty(nothing.index()),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        nothing,
        true);
  }

  private SyncPage changes(
      Listing.Listed self, ShareToken from, ShareToken all, ReportRequest.SyncCollection request) {
    if (!from.index().equals(all.index()) || !from.folder().equals(all.folder())) {
      throw ReportMethod.invalidToken();
    }
    SyncScope scope = new SyncScope(self.path(), above(from.host(), self), request.deep());
    for (int i = 0; i < TRIES; i++) {
      Optional<SyncPage> page = tryPage(self, scope, from, request);
      if (page.isPresent()) {
        return page.get();
      }
    }
    throw new ProblemException(
        new Problem.Busy("So much changes here that it can't be told at the moment."));
  }

  private Set<EntryId> above(HostId host, Listing.Listed self) {
    Set<EntryId> above = new HashSet<>();
    above.add(self.entry().id());
    for (int depth = 1; depth < self.path().names().size(); depth++) {
      catalogue
          .find(host, new EntryPath(self.path().names().subList(0, depth)))
          .ifPresent(folder -> above.add(folder.id()));
    }
    return above;
  }

  /** Nothing when the list moved on before all that is on the page was read. */
  private Optional<SyncPage> tryPage(
      Listing.Listed self, SyncScope scope, ShareToken from, ReportRequest.SyncCollection request) {
    SyncPageBuilder page =
        new SyncPageBuilder(
            scope,
            request.limit().orElse(Integer.MAX_VALUE),
            (folder, most) -> request.limit().isPresent() ? weigh(from.host(), folder, most) : 1);
    boolean begins = request.token().isEmpty();
    ShareToken told = from;
    while (true) {
      PlaceChanges changes = since(told);
      if (begins) {
        // Who has nothing need not hear what went (RFC 6578 §3.4).
        changes = new PlaceChanges(changes.head(), changes.upTo(), changes.changed(), List.of());
        told = told.seenAt(changes.head().revision());
      }
      Revision upTo = page.add(changes);
      told = told.toldUpTo(upTo);
      boolean complete = upTo.equals(changes.head().revision());
      if (complete || !page.isEmpty()) {
        return finish(self, page, changes.head(), told, complete);
      }
    }
  }

  private PlaceChanges since(ShareToken token) {
    return catalogue
        .placesSince(token.host(), token.told(), token.seen(), MOST)
        .filter(changes -> changes.head().index().equals(token.index()))
        .orElseThrow(ReportMethod::invalidToken);
  }

  private long weigh(HostId host, EntryPath folder, int most) {
    Optional<Listing> found = catalogue.list(host, folder, Depth.INFINITY);
    if (found.isEmpty()) {
      return 0;
    }
    try (Listing listing = found.get()) {
      long weight = 0;
      for (Iterator<?> entries = listing.entries(); entries.hasNext() && weight <= most; ) {
        entries.next();
        weight++;
      }
      return weight;
    }
  }

  private Optional<SyncPage> finish(
      Listing.Listed self, SyncPageBuilder page, ListHead head, ShareToken next, boolean complete) {
    List<Listing> listings = new ArrayList<>();
    List<Iterator<Listing.Listed>> whole = new ArrayList<>();
    SyncPage made =
        new SyncPage(
            head, Optional.of(self), page.gone(), page.changed(), listings, whole, next, complete);
    for (EntryPath folder : page.whole()) {
      Optional<Listing> found = catalogue.list(next.host(), folder, Depth.INFINITY);
      found.ifPresent(listings::add);
      if (found.isEmpty() || !found.get().head().equals(head)) {
        made.close();
        return Optional.empty();
      }
      whole.add(found.get().entries());
    }
    return Optional.of(made);
  }
}
