package org.synchronode.http.dav.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.Refusal;
import org.synchronode.http.dav.Member;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.request.SearchRequest;
import org.synchronode.http.dav.request.SearchRequest.Comparison;
import org.synchronode.http.dav.request.SearchRequest.Condition;
import org.synchronode.http.header.HttpDate;

/**
 * What a search is for, made ready to be asked of many members (RFC 5323 §5.5). What is compared
 * with a property that a member does not have, or with a literal of another kind, is unknown.
 */
final class Conditions {
  private final Set<PropertyName> properties = new HashSet<>();

  /** A condition that is made ready. */
  @FunctionalInterface
  interface Test {
    Truth of(Member member);
  }

  /**
   * Makes a condition ready.
   *
   * @throws Refusal when it has an operator that is not known, or one for contents, which nothing
   *     here knows
   */
  Test prepare(Condition condition) {
    return switch (condition) {
      case SearchRequest.And(List<Condition> all) -> several(all, Truth::all);
      case SearchRequest.Or(List<Condition> all) -> several(all, Truth::one);
      case SearchRequest.Not(Condition one) -> {
        Test test = prepare(one);
        yield member -> test.of(member).not();
      }
      case SearchRequest.Compare compare -> compare(compare);
      case SearchRequest.Like(PropertyName name, String text, boolean caseless) -> {
        LikePattern pattern = new LikePattern(text, caseless);
        yield known(
            name,
            value ->
                value instanceof Value.Text(String it)
                    ? Truth.of(pattern.matches(it))
                    : Truth.UNKNOWN);
      }
      case SearchRequest.IsCollection _ -> member -> Truth.of(member.collection());
      case SearchRequest.IsDefined(PropertyName name) -> {
        properties.add(name);
        yield member -> Truth.of(Value.of(name, member).isPresent());
      }
      case SearchRequest.Contains _ -> throw unknown("contains");
      case SearchRequest.Unknown(PropertyName name) -> throw unknown(name.local());
    };
  }

  private static Refusal unknown(String operator) {
    return Refusal.of(
        DavError.of(DavCondition.SEARCH_GRAMMAR_SUPPORTED),
        "The operator " + operator + " is not known.");
  }

  private Test several(List<Condition> conditions, Function<List<Truth>, Truth> together) {
    List<Test> tests = conditions.stream().map(this::prepare).toList();
    return member -> together.apply(tests.stream().map(test -> test.of(member)).toList());
  }

  private Test known(PropertyName name, Function<Value, Truth> test) {
    properties.add(name);
    return member -> Value.of(name, member).map(test).orElse(Truth.UNKNOWN);
  }

  private Test compare(SearchRequest.Compare compare) {
    String literal = compare.literal().strip();
    Optional<Long> number = number(literal);
    Optional<Instant> time = time(literal);
    String text = Folded.text(compare.literal(), compare.caseless());
    return known(
        compare.property(),
        value -> {
          OptionalInt order =
              switch (value) {
                case Value.Amount(long it) -> order(Optional.of(it), number);
                case Value.Time(Instant it) -> order(Optional.of(it), time);
                case Value.Text(String it) ->
                    OptionalInt.of(Folded.text(it, compare.caseless()).compareTo(text));
                case Value.Structure() -> OptionalInt.empty();
              };
          return order.isPresent()
              ? Truth.of(holds(compare.comparison(), order.getAsInt()))
              : Truth.UNKNOWN;
        });
  }

  private static <T extends Comparable<T>> OptionalInt order(
      Optional<T> value, Optional<T> literal) {
    return literal.isPresent()
        ? OptionalInt.of(value.orElseThrow().compareTo(literal.get()))
        : OptionalInt.empty();
  }

  private static boolean holds(Comparison comparison, int order) {
    return switch (comparison) {
      case EQ -> order == 0;
      case LT -> order < 0;
      case GT -> order > 0;
      case LTE -> order <= 0;
      case GTE -> order >= 0;
    };
  }

  private static Optional<Long> number(String literal) {
    try {
      return Optional.of(Long.valueOf(literal));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** As HTTP writes it, or as ISO 8601 does. */
  private static Optional<Instant> time(String literal) {
    return HttpDate.parse(literal)
        .or(
            () -> {
              try {
                return Optional.of(OffsetDateTime.parse(literal).toInstant());
              } catch (DateTimeException _) {
                return Optional.empty();
              }
            });
  }

  /** The properties that the conditions look at. */
  Set<PropertyName> properties() {
    return properties;
  }
}
