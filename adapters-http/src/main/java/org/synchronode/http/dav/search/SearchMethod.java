package org.synchronode.http.dav.search;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.files.AskSpace;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.ListedMembers;
import org.synchronode.http.dav.Member;
import org.synchronode.http.dav.Multistatus;
import org.synchronode.http.dav.MultistatusAnswer;
import org.synchronode.http.dav.Preferences;
import org.synchronode.http.dav.SmallBody;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.request.SearchReader;
import org.synchronode.http.dav.request.SearchRequest;
import org.synchronode.http.dav.request.SearchRequest.BasicSearch;
import org.synchronode.http.header.Prefer;
import org.synchronode.http.path.ClientUrls;

/**
 * SEARCH in the tree (RFC 5323). Goes through the listings of the places that it is to look at, in
 * memory that does not grow with them.
 */
public final class SearchMethod implements ResourceMethod {
  /** More results are not told, and it is said that there are more (§2.3.1). */
  private static final int MOST = 2000;

  private final Tree tree;
  private final Scopes scopes;
  private final Catalogue catalogue;
  private final ListedMembers members;

  public SearchMethod(
      Tree tree, Catalogue catalogue, AskSpace askSpace, ClientUrls urls, InstantSource clock) {
    this.tree = tree;
    this.scopes = new Scopes(tree, urls);
    this.catalogue = catalogue;
    this.members = new ListedMembers(catalogue, askSpace, clock);
  }

  @Override
  public List<String> names() {
    return List.of("SEARCH");
  }

  @Override
  public void answer(Call call) {
    switch (SearchReader.read(SmallBody.read(call.request()))) {
      case SearchRequest.UnknownGrammar _ ->
          throw Refusal.of(
              DavError.of(DavCondition.SEARCH_GRAMMAR_SUPPORTED),
              "Of all grammars, basicsearch is known.");
      case BasicSearch search -> answer(call, search);
    }
  }

  private void answer(Call call, BasicSearch search) {
    tree.find(call.path());
    List<Scopes.Found> from = scopes.find(call, search.from());
    Conditions conditions = new Conditions();
    Optional<Conditions.Test> where = search.where().map(conditions::prepare);
    Set<PropertyName> looked = new HashSet<>(conditions.properties());
    search.order().forEach(order -> order.property().ifPresent(looked::add));
    boolean minimal = Preferences.of(call).minimal();
    Preferences.applied(call, new Prefer(minimal, false));
    MultistatusAnswer.send(
        call,
        search.select(),
        minimal,
        answer -> {
          ScopeMembers all =
              new ScopeMembers(
                  tree,
                  catalogue,
                  members,
                  property -> answer.asksFor(property) || looked.contains(property.propertyName()));
          write(answer, call, search, find(all, from, where, search));
        });
  }

  /** All that is found before the first of it is told: a slow client holds no listing. */
  private static BestResults find(
      ScopeMembers all,
      List<Scopes.Found> from,
      Optional<Conditions.Test> where,
      BasicSearch search) {
    BestResults results =
        new BestResults(search.order(), Math.min(MOST, search.limit().orElse(MOST)));
    boolean more = true;
    for (Scopes.Found scope : from) {
      more =
          more
              && all.visit(
                  scope,
                  member -> {
                    if (where.isEmpty() || where.get().of(member) == Truth.TRUE) {
                      results.add(member);
                    }
                    return results.mayChange();
                  });
    }
    return results;
  }

  private static void write(Multistatus answer, Call call, BasicSearch search, BestResults results)
      throws IOException {
    for (Member member : results.inOrder()) {
      answer.member(member);
    }
    // Whoever wanted no more knows that there may be more.
    if (results.found() > MOST && search.limit().orElse(Integer.MAX_VALUE) > MOST) {
      answer
          .others()
          .resource(
              call.asked().folder(), DavError.of(DavCondition.NUMBER_OF_MATCHES_WITHIN_LIMITS));
    }
  }
}
