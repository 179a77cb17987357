package org.synchronode.http.dav.search;

import java.util.ArrayList;
import java.util.List;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.request.SearchRequest;
import org.synchronode.http.path.AskedPath;
import org.synchronode.http.path.ClientUrls;
import org.synchronode.http.path.OwnAddresses;
import org.synchronode.http.path.PublicPath;
import org.synchronode.http.path.RequestPath;

/** Finds where a search is to look (RFC 5323 §5.4). Safe for use by several threads. */
final class Scopes {
  private final Tree tree;
  private final ClientUrls urls;

  Scopes(Tree tree, ClientUrls urls) {
    this.tree = tree;
    this.urls = urls;
  }

  /**
   * A place to look at.
   *
   * @param asked the path that leads there
   */
  record Found(Place place, AskedPath asked, Depth depth) {

    /** Whether something of a host is looked at here; it must be by its stored spelling. */
    boolean has(HostId host, EntryPath path) {
      return switch (place) {
        case Place.AllHosts _ -> depth == Depth.INFINITY || (depth == Depth.ONE && path.isRoot());
        case Place.InShare share ->
            share.host().host().id().equals(host)
                && path.startsWith(share.path())
                && path.names().size() - share.path().names().size() <= reach();
      };
    }

    private int reach() {
      return switch (depth) {
        case ZERO -> 0;
        case ONE -> 1;
        case INFINITY -> Integer.MAX_VALUE;
      };
    }
  }

  /**
   * All of them, in their order.
   *
   * @throws Refusal when one does not lead into the tree
   */
  List<Found> find(Call call, List<SearchRequest.Scope> scopes) {
    List<Found> found = new ArrayList<>();
    for (SearchRequest.Scope scope : scopes) {
      try {
        RequestPath path = path(call, scope.href());
        if (!path.startsWith("browse")) {
          throw invalid();
        }
        found.add(
            new Found(
                tree.find(path), new AskedPath(call.prefix(), path.segments()), scope.depth()));
      } catch (ProblemException _) {
        throw invalid();
      }
    }
    return found;
  }

  /** What is neither a URL nor a path is relative to the request's, which is taken for a folder. */
  private RequestPath path(Call call, String href) {
    if (!href.startsWith("/") && !href.contains("://")) {
      String below = href.equals(".") ? "" : href.startsWith("./") ? href.substring(2) : href;
      return RequestPath.parse(PublicPath.folder(call.path().segments()).text() + below);
    }
    return switch (urls.of(call.request()).find(href)) {
      case OwnAddresses.Elsewhere _ -> throw invalid();
      case OwnAddresses.Here(RequestPath path) -> path;
    };
  }

  static Refusal invalid() {
    return Refusal.of(
        DavError.of(DavCondition.SEARCH_SCOPE_VALID),
        "A scope of the search leads to nothing in this tree.");
  }
}
