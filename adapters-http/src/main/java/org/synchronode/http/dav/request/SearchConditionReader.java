package org.synchronode.http.dav.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.request.SearchRequest.Comparison;
import org.synchronode.http.dav.request.SearchRequest.Condition;
import org.synchronode.http.dav.xml.BodyXml;

/**
 * Reads the conditions of a SEARCH (RFC 5323 §5). Elements that are not known are no conditions
 * where an operator has its operands; where a condition is expected they are {@link
 * SearchRequest.Unknown}, since without it the query would mean something else.
 */
final class SearchConditionReader {
  private static final int MOST = 200;
  private static final int LONGEST_LITERAL = 4096;

  private final BodyXml xml;
  private int count;

  SearchConditionReader(BodyXml xml) {
    this.xml = xml;
  }

  /** The conditions in this element. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    while (xml.nextChild()) {
      if (++count > MOST) {
        throw xml.refused("more than " + MOST + " conditions");
      }
      conditions.add(condition());
    }
    return conditions;
  }

  private Condition condition() {
    PropertyName name = xml.name();
    return switch (name.namespace().equals(PropertyName.DAV) ? name.local() : "") {
      case "and" -> new SearchRequest.And(some());
      case "or" -> new SearchRequest.Or(some());
      case "not" -> new SearchRequest.Not(one());
      case "eq", "lt", "gt", "lte", "gte" ->
          compare(Comparison.valueOf(name.local().toUpperCase(Locale.ROOT)));
      case "like" -> like();
      case "contains" -> new SearchRequest.Contains(bounded(xml.text()));
      case "is-collection" -> {
        xml.skip();
        yield new SearchRequest.IsCollection();
      }
      case "is-defined" -> isDefined();
      default -> {
        xml.skip();
        yield new SearchRequest.Unknown(name);
      }
    };
  }

  private List<Condition> some() {
    List<Condition> conditions = conditions();
    if (conditions.isEmpty()) {
      throw xml.refused("a condition expected");
    }
    return conditions;
  }

  private Condition one() {
    List<Condition> conditions = conditions();
    if (conditions.size() != 1) {
      throw xml.refused("one condition expected in not");
    }
    return conditions.getFirst();
  }

  private Condition compare(Comparison comparison) {
    boolean caseless = caseless(xml);
    Operands operands = operands();
    return new SearchRequest.Compare(
        comparison, operands.property(xml), operands.literal(xml), caseless);
  }

  private Condition like() {
    boolean caseless = caseless(xml);
    Operands operands = operands();
    return new SearchRequest.Like(operands.property(xml), operands.literal(xml), caseless);
  }

  private Condition isDefined() {
    return new SearchRequest.IsDefined(operands().property(xml));
  }

  /** What an operator works on. */
  private record Operands(Optional<PropertyName> property, Optional<String> literal) {
    PropertyName property(BodyXml xml) {
      return property.orElseThrow(() -> xml.refused("prop expected in an operator"));
    }

    String literal(BodyXml xml) {
      return literal.orElseThrow(() -> xml.refused("literal expected in an operator"));
    }
  }

  private Operands operands() {
    Optional<PropertyName> property = Optional.empty();
    Optional<String> literal = Optional.empty();
    while (xml.nextChild()) {
      if (xml.is("prop")) {
        property = Optional.of(property(xml));
      } else if (xml.is("literal") || xml.is("typed-literal")) {
        literal = Optional.of(bounded(xml.text()));
      } else {
        xml.skip();
      }
    }
    return new Operands(property, literal);
  }

  private String bounded(String literal) {
    if (literal.length() > LONGEST_LITERAL) {
      throw xml.refused("a literal is longer than " + LONGEST_LITERAL + " characters");
    }
    return literal;
  }

  /** The one property in an element prop. */
  static PropertyName property(BodyXml xml) {
    List<PropertyName> names = xml.propertyNames();
    if (names.size() != 1) {
      throw xml.refused("one property expected in prop");
    }
    return names.getFirst();
  }

  /** Whether upper and lower case are the same: ours to choose where it isn't said, and yes. */
  static boolean caseless(BodyXml xml) {
    return !xml.attribute("caseless").map(String::strip).orElse("yes").equals("no");
  }
}
