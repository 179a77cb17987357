package org.synchronode.application.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.user.UserName;

/** What clients may attach to entries, for tests. */
public final class Attached {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

  private Attached() {}

  public static DeadProperty property(String name, String value) {
    String namespace = "urn:example:\u00fc&<";
    return new DeadProperty(
        new PropertyName(namespace, name),
        "<p:" + name + " xmlns:p=\"urn:example\">" + value + "</p:" + name + ">");
  }

  /** A lock with a token of its own. */
  public static Lock lock(Lock.Scope scope, boolean deep) {
    LockToken token = LockToken.random(new Random());
    return new Lock(token, scope, deep, "<D:owner>\ud83d\ude00</D:owner>", UserName.ADMIN, NOON);
  }

  public static Annotations properties(DeadProperty... properties) {
    return new Annotations(List.of(properties), List.of());
  }

  public static Annotations locks(Lock... locks) {
    return new Annotations(List.of(), List.of(locks));
  }

  /** Properties and locks, more or fewer of them by this number, and nothing for some numbers. */
  public static Annotations some(int number) {
    return new Annotations(
        IntStream.range(0, number % 4).mapToObj(i -> property("p" + i, "v" + number)).toList(),
        IntStream.range(0, number % 3).mapToObj(_ -> lock(Lock.Scope.SHARED, true)).toList());
  }

  /** The most and the longest that there can be, of characters that are three bytes each. */
  public static Annotations most() {
    int each = Annotations.LARGEST / (Annotations.MOST_PROPERTIES + Annotations.MOST_LOCKS);
    return new Annotations(
        IntStream.range(0, Annotations.MOST_PROPERTIES)
            .mapToObj(
                i ->
                    new DeadProperty(
                        new PropertyName("", String.format("%03d", i)), "\u20ac".repeat(each - 3)))
            .toList(),
        IntStream.range(0, Annotations.MOST_LOCKS)
            .mapToObj(
                _ ->
                    new Lock(
                        LockToken.random(new Random()),
                        Lock.Scope.SHARED,
                        false,
                        "\u20ac".repeat(each),
                        new UserName("\u00fc".repeat(64)),
                        NOON))
            .toList());
  }

  /** One property as long as one can be, and one with a name as long as one can be. */
  public static Annotations longest() {
    String name = "\u20ac".repeat(1024);
    return properties(
        new DeadProperty(new PropertyName("", "p"), "\u20ac".repeat(DeadProperty.LONGEST)),
        new DeadProperty(new PropertyName(name, name), ""));
  }
}
