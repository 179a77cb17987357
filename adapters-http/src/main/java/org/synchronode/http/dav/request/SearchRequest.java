package org.synchronode.http.dav.request;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.property.PropertyName;

/** What a SEARCH asks for (RFC 5323). */
public sealed interface SearchRequest {

  /**
   * A query in the grammar that every server knows (§5).
   *
   * @param select the properties of each result: all, or named ones
   * @param from where to search; at least one, at most 100
   * @param where what a result must be; nothing for everything
   * @param order of the results, the first the most important
   * @param limit how many results at most
   */
  record BasicSearch(
      PropfindRequest select,
      List<Scope> from,
      Optional<Condition> where,
      List<Order> order,
      OptionalInt limit)
      implements SearchRequest {
    public BasicSearch {
      from = List.copyOf(from);
      order = List.copyOf(order);
    }
  }

  /** A query in a grammar of this name, which is not known. */
  record UnknownGrammar(PropertyName name) implements SearchRequest {}

  /**
   * A place to search.
   *
   * @param href as it was sent: a URL, or a path, or something relative to the request's
   */
  record Scope(String href, Depth depth) {}

  /** A condition; at most 200 in a query. */
  sealed interface Condition {}

  /** All of these. */
  record And(List<Condition> conditions) implements Condition {
    public And {
      conditions = List.copyOf(conditions);
    }
  }

  /** One of these at least. */
  record Or(List<Condition> conditions) implements Condition {
    public Or {
      conditions = List.copyOf(conditions);
    }
  }

  /** The opposite. */
  record Not(Condition condition) implements Condition {}

  /** How a property's value is compared. */
  enum Comparison {
    EQ,
    LT,
    GT,
    LTE,
    GTE
  }

  /** Whether a property's value compares so with this one. */
  record Compare(Comparison comparison, PropertyName property, String literal, boolean caseless)
      implements Condition {}

  /**
   * Whether a property's value looks like this.
   *
   * @param pattern with % for some characters, _ for one, and \ before one that is meant itself
   */
  record Like(PropertyName property, String pattern, boolean caseless) implements Condition {}

  /** Whether the content has these words. */
  record Contains(String words) implements Condition {}

  /** Whether it is a collection. */
  record IsCollection() implements Condition {}

  /** Whether the property is there. */
  record IsDefined(PropertyName property) implements Condition {}

  /** A condition by an operator that is not known: it can be answered, but not ignored. */
  record Unknown(PropertyName operator) implements Condition {}

  /**
   * What the results are ordered by.
   *
   * @param property nothing for how well a result fits
   */
  record Order(Optional<PropertyName> property, boolean descending, boolean caseless) {}
}
