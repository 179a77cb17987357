package org.synchronode.http.dav.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.synchronode.http.dav.Member;
import org.synchronode.http.dav.request.SearchRequest.Order;

/**
 * The first results in an order (RFC 5323 §5.6), of however many; without one, those that came
 * first. Members that do not have a property come before those that do. Not thread-safe.
 */
final class BestResults {
  private final List<Order> order;
  private final int most;
  private final PriorityQueue<Ranked> worstFirst;
  private long found;

  /** Keeps so many. */
  BestResults(List<Order> order, int most) {
    this.order = order;
    this.most = most;
    this.worstFirst = new PriorityQueue<>(Collections.reverseOrder(this::compare));
  }

  /** A result, its values in the order of the orders, and its place among all. */
  private record Ranked(Member member, List<Optional<Value>> values, long place) {}

  void add(Member member) {
    List<Optional<Value>> values =
        order.stream().map(one -> one.property().flatMap(name -> Value.of(name, member))).toList();
    worstFirst.add(new Ranked(member, values, found++));
    if (worstFirst.size() > most) {
      worstFirst.remove();
    }
  }

  /** How many were added. */
  long found() {
    return found;
  }

  /** Whether what comes yet could be told, or at least said to be left out. */
  boolean mayChange() {
    return !order.isEmpty() || found <= most;
  }

  List<Member> inOrder() {
    List<Ranked> kept = new ArrayList<>(worstFirst);
    kept.sort(this::compare);
    return kept.stream().map(Ranked::member).toList();
  }

  private int compare(Ranked one, Ranked other) {
    for (int i = 0; i < order.size(); i++) {
      int difference = compare(one.values.get(i), other.values.get(i), order.get(i).caseless());
      if (difference != 0) {
        return order.get(i).descending() ? -Integer.signum(difference) : difference;
      }
    }
    return Long.compare(one.place, other.place);
  }

  private static int compare(Optional<Value> one, Optional<Value> other, boolean caseless) {
    if (one.isEmpty() || other.isEmpty()) {
      return Boolean.compare(one.isPresent(), other.isPresent());
    }
    return switch (one.get()) {
      case Value.Amount(long a) when other.get() instanceof Value.Amount(long b) ->
          Long.compare(a, b);
      case Value.Time(Instant a) when other.get() instanceof Value.Time(Instant b) ->
          a.compareTo(b);
      case Value.Text(String a) when other.get() instanceof Value.Text(String b) ->
          Folded.text(a, caseless).compareTo(Folded.text(b, caseless));
      default -> Integer.compare(one.get().rank(), other.get().rank());
    };
  }
}
