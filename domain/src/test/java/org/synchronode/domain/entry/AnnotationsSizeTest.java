package org.synchronode.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;
import org.synchronode.domain.user.UserName;

/** How much can be attached to one entry. */
class AnnotationsSizeTest {
  private static final int EACH = 16 * 1024;

  /** With its name it has exactly so many characters. */
  private static DeadProperty property(int number, int size) {
    return new DeadProperty(new PropertyName("n", "" + number), "x".repeat(size - 2));
  }

  private static Annotations full() {
    return new Annotations(
        IntStream.range(0, Annotations.LARGEST / EACH).mapToObj(i -> property(i, EACH)).toList(),
        List.of());
  }

  private static void assertNoRoom(ThrowingCallable attach) {
    assertThatThrownBy(attach)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.InsufficientStorage.class));
  }

  @Test
  void whatIsTooMuchInAllIsRefused() {
    assertThat(full().size()).isEqualTo(Annotations.LARGEST);
    assertNoRoom(() -> full().patched(List.of(new PropertyPatch.Set(property(9, 3)))));
    LockToken token = LockToken.random(new Random());
    assertNoRoom(
        () ->
            full()
                .with(
                    new Lock(
                        token, Lock.Scope.SHARED, false, "me", UserName.ADMIN, Instant.EPOCH)));
  }

  @Test
  void whatTakesThePlaceOfAnotherNeedsNoMoreRoom() {
    assertThat(full().patched(List.of(new PropertyPatch.Set(property(3, EACH)))).size())
        .isEqualTo(Annotations.LARGEST);
  }

  @Test
  void nothingIsThereTwice() {
    DeadProperty property = property(1, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Annotations(List.of(property, property), List.of()));
  }
}
