package org.synchronode.http.dav.search;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.HostMembers;
import org.synchronode.http.dav.ListedMembers;
import org.synchronode.http.dav.LiveProperty;
import org.synchronode.http.dav.Member;
import org.synchronode.http.dav.TreeToken;
import org.synchronode.http.path.AskedPath;

/**
 * Goes through the members of several scopes, one after the other, and through each member once.
 * Used once; not thread-safe.
 */
final class ScopeMembers {
  private final Tree tree;
  private final Catalogue catalogue;
  private final ListedMembers members;
  private final Predicate<LiveProperty> wanted;

  /** Scopes that were gone through, by the stored spelling of their paths. */
  private final List<Scopes.Found> done = new ArrayList<>();

  ScopeMembers(
      Tree tree, Catalogue catalogue, ListedMembers members, Predicate<LiveProperty> wanted) {
    this.tree = tree;
    this.catalogue = catalogue;
    this.members = members;
    this.wanted = wanted;
  }

  /** Whether to go on. */
  @FunctionalInterface
  interface Visitor {
    boolean visit(Member member);
  }

  /**
   * Goes through a scope.
   *
   * @return false when the visitor has enough
   * @throws org.synchronode.http.Refusal when nothing is there
   */
  boolean visit(Scopes.Found scope, Visitor visitor) {
    return switch (scope.place()) {
      case Place.AllHosts _ -> allHosts(scope, visitor);
      case Place.InShare(ListHosts.Listed host, EntryPath path) ->
          share(scope, host, path, visitor);
    };
  }

  private boolean allHosts(Scopes.Found scope, Visitor visitor) {
    List<ListHosts.Listed> hosts = tree.hosts();
    boolean first = done.stream().noneMatch(one -> one.place() instanceof Place.AllHosts);
    Member self =
        Member.allHosts(
            scope.asked().folder(),
            scope.asked().name(),
            wanted.test(LiveProperty.SYNC_TOKEN)
                ? Optional.of(TreeToken.of(hosts, catalogue))
                : Optional.empty());
    boolean more = !first || visitor.visit(self);
    if (scope.depth() != Depth.ZERO) {
      Depth depth = scope.depth() == Depth.ONE ? Depth.ZERO : Depth.INFINITY;
      for (ListHosts.Listed host : hosts) {
        AskedPath asked = scope.asked().child(host.host().name().value());
        Place.InShare root = new Place.InShare(host, EntryPath.ROOT);
        more = more && share(new Scopes.Found(root, asked, depth), host, EntryPath.ROOT, visitor);
      }
    }
    done.add(scope);
    return more;
  }

  private boolean share(
      Scopes.Found scope, ListHosts.Listed host, EntryPath path, Visitor visitor) {
    Optional<Listing> found = catalogue.list(host.host().id(), path, scope.depth());
    if (found.isEmpty()) {
      if (!path.isRoot()) {
        throw Scopes.invalid();
      }
      return isDone(host, path)
          || visitor.visit(Member.noListYet(scope.asked().folder(), host.host()));
    }
    try (Listing listing = found.get()) {
      return listing(scope, host, listing, visitor);
    }
  }

  private boolean listing(
      Scopes.Found scope, ListHosts.Listed host, Listing listing, Visitor visitor) {
    Iterator<Listing.Listed> entries = listing.entries();
    Listing.Listed next = entries.next();
    Place.InShare stored = new Place.InShare(host, next.path());
    HostMembers all = members.of(host, listing.head(), next, scope.asked(), wanted);
    boolean more = true;
    while (more) {
      Member member = all.of(next);
      more = isDone(host, next.path()) || visitor.visit(member);
      if (!entries.hasNext()) {
        break;
      }
      next = entries.next();
    }
    done.add(new Scopes.Found(stored, scope.asked(), scope.depth()));
    return more;
  }

  private boolean isDone(ListHosts.Listed host, EntryPath path) {
    return done.stream().anyMatch(scope -> scope.has(host.host().id(), path));
  }
}
