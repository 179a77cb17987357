package org.synchronode.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RevisionTest {

  @Property
  void epochAndCounterSurviveNumberAndText(
      @ForAll @IntRange(max = Revision.LAST_EPOCH) int epoch,
      @ForAll @LongRange(max = (1L << 40) - 1) long counter) {
    Revision revision = Revision.of(epoch, counter);
    assertThat(revision.epoch()).isEqualTo(epoch);
    assertThat(revision.counter()).isEqualTo(counter);
    assertThat(Revision.parse(revision.toString())).isEqualTo(revision);
    assertThat(new Revision(revision.value())).isEqualTo(revision);
  }

  @Property
  void anyRevisionOfALaterEpochIsLater(
      @ForAll @IntRange(max = 1000) int epoch,
      @ForAll @LongRange(max = (1L << 40) - 1) long early,
      @ForAll @LongRange(max = (1L << 40) - 1) long late) {
    assertThat(Revision.of(epoch + 1, late).isAfter(Revision.of(epoch, early))).isTrue();
  }

  @Property
  void anyTextIsARevisionOrRefused(@ForAll String text) {
    try {
      assertThat(Revision.parse(text).toString()).isEqualTo(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).isNotNull();
    }
  }

  @Test
  void whatIsOutOfBoundsIsRefused() {
    assertThatThrownBy(() -> Revision.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Revision.of(Revision.LAST_EPOCH + 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Revision.of(0, 1L << 40)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Revision(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Revision.of(3, (1L << 40) - 1).next())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
