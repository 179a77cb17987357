package org.synchronode.http.dav.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.request.SearchRequest.Condition;
import org.synchronode.http.dav.request.SearchRequest.Order;
import org.synchronode.http.dav.request.SearchRequest.Scope;
import org.synchronode.http.dav.xml.BodyXml;

/** Reads a SEARCH's body (RFC 5323 §2, §5). */
public final class SearchReader {
  private static final int MOST_SCOPES = 100;
  private static final int MOST_ORDERS = 20;

  private final BodyXml xml;
  private Optional<PropfindRequest> select = Optional.empty();
  private final List<Scope> from = new ArrayList<>();
  private Optional<Condition> where = Optional.empty();
  private final List<Order> order = new ArrayList<>();
  private OptionalInt limit = OptionalInt.empty();

  private SearchReader(BodyXml xml) {
    this.xml = xml;
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not a searchrequest in
   *     well-formed XML, or breaks the grammar of basicsearch
   */
  public static SearchRequest read(byte[] body) {
    return BodyXml.read(
        "SEARCH",
        body,
        xml -> {
          xml.expectRoot("searchrequest");
          if (!xml.nextChild()) {
            throw xml.refused("a query expected in searchrequest");
          }
          return xml.is("basicsearch")
              ? new SearchReader(xml).basicSearch()
              : new SearchRequest.UnknownGrammar(xml.name());
        });
  }

  private SearchRequest basicSearch() {
    while (xml.nextChild()) {
      if (xml.is("select")) {
        select();
      } else if (xml.is("from")) {
        from();
      } else if (xml.is("where")) {
        where();
      } else if (xml.is("orderby")) {
        orderBy();
      } else if (xml.is("limit")) {
        limit = Limit.read(xml);
      } else {
        xml.skip();
      }
    }
    if (from.isEmpty()) {
      throw xml.refused("a scope expected in from");
    }
    return new SearchRequest.BasicSearch(
        select.orElseThrow(() -> xml.refused("select expected with prop or allprop")),
        from,
        where,
        order,
        limit);
  }

  private void select() {
    while (xml.nextChild()) {
      if (xml.is("prop")) {
        select = Optional.of(new PropfindRequest.Prop(xml.propertyNames()));
      } else {
        if (xml.is("allprop")) {
          select = Optional.of(new PropfindRequest.AllProp(List.of()));
        }
        xml.skip();
      }
    }
  }

  private void from() {
    while (xml.nextChild()) {
      if (!xml.is("scope")) {
        xml.skip();
      } else if (from.size() == MOST_SCOPES) {
        throw xml.refused("more than " + MOST_SCOPES + " scopes");
      } else {
        from.add(scope());
      }
    }
  }

  private Scope scope() {
    Optional<String> href = Optional.empty();
    Optional<Depth> depth = Optional.empty();
    while (xml.nextChild()) {
      if (xml.is("href")) {
        href = Optional.of(xml.text().strip());
      } else if (xml.is("depth")) {
        depth =
            switch (xml.text().strip()) {
              case "0" -> Optional.of(Depth.ZERO);
              case "1" -> Optional.of(Depth.ONE);
              case "infinity" -> Optional.of(Depth.INFINITY);
              default -> throw xml.refused("the depth 0, 1 or infinity expected");
            };
      } else {
        xml.skip();
      }
    }
    return new Scope(
        href.orElseThrow(() -> xml.refused("href expected in scope")),
        depth.orElseThrow(() -> xml.refused("depth expected in scope")));
  }

  private void where() {
    List<Condition> conditions = new SearchConditionReader(xml).conditions();
    if (conditions.size() != 1 || where.isPresent()) {
      throw xml.refused("one condition expected in where");
    }
    where = Optional.of(conditions.getFirst());
  }

  private void orderBy() {
    while (xml.nextChild()) {
      if (!xml.is("order")) {
        xml.skip();
      } else if (order.size() == MOST_ORDERS) {
        throw xml.refused("more than " + MOST_ORDERS + " orders");
      } else {
        order.add(order());
      }
    }
  }

  private Order order() {
    boolean caseless = SearchConditionReader.caseless(xml);
    Optional<PropertyName> property = Optional.empty();
    boolean score = false;
    boolean descending = false;
    while (xml.nextChild()) {
      if (xml.is("prop")) {
        property = Optional.of(SearchConditionReader.property(xml));
      } else {
        score |= xml.is("score");
        descending |= xml.is("descending");
        xml.skip();
      }
    }
    if (score == property.isPresent()) {
      throw xml.refused("prop or score expected in order");
    }
    return new Order(property, descending, caseless);
  }
}
