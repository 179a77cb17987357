package org.synchronode.domain.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;

/** RFC 9110 §13.2.2 and §14, as the owner applies them. */
class ReadRequestTest {
  private static final Instant MODIFIED = Instant.parse("2026-06-03T01:02:03.9Z");
  private static final Instant SECOND = Instant.parse("2026-06-03T01:02:03Z");
  private static final FileState STATE =
      new FileState(new EntryId(42), Revision.of(1, 7), 100, MODIFIED);
  private static final TagCondition.Tag TAG = new TagCondition.Tag(STATE.etag().value(), false);
  private static final TagCondition.Tag WEAK = new TagCondition.Tag(STATE.etag().value(), true);
  private static final TagCondition.Tag OTHER = new TagCondition.Tag("other", false);
  private static final TagCondition NO_TAG = new TagCondition.Absent();
  private static final TimeCondition NO_TIME = new TimeCondition.Absent();

  private static ReadDecision decide(
      TagCondition match, TagCondition noneMatch, TimeCondition since, TimeCondition unmodified) {
    return new ReadRequest(match, noneMatch, since, unmodified, new RangeRequest.Whole(), true)
        .decide(STATE);
  }

  private static ReadDecision range(RangeSpec spec, RangeRequest.IfRange condition) {
    return new ReadRequest(
            NO_TAG, NO_TAG, NO_TIME, NO_TIME, new RangeRequest.Part(spec, condition), true)
        .decide(STATE);
  }

  private static TagCondition oneOf(TagCondition.Tag... tags) {
    return new TagCondition.OneOf(List.of(tags));
  }

  private static TimeCondition at(Instant second) {
    return new TimeCondition.At(second);
  }

  @Test
  void ifMatchComparesStronglyAndOutweighsIfUnmodifiedSince() {
    assertThat(decide(oneOf(OTHER, TAG), NO_TAG, NO_TIME, at(Instant.EPOCH)))
        .isEqualTo(new ReadDecision.Whole());
    assertThat(decide(oneOf(WEAK), NO_TAG, NO_TIME, NO_TIME))
        .isEqualTo(new ReadDecision.PreconditionFailed());
    assertThat(decide(new TagCondition.Any(), NO_TAG, NO_TIME, NO_TIME))
        .isEqualTo(new ReadDecision.Whole());
    assertThat(decide(NO_TAG, NO_TAG, NO_TIME, at(SECOND.minusSeconds(1))))
        .isEqualTo(new ReadDecision.PreconditionFailed());
    assertThat(decide(NO_TAG, NO_TAG, NO_TIME, at(SECOND))).isEqualTo(new ReadDecision.Whole());
  }

  @Test
  void ifNoneMatchComparesWeaklyAndOutweighsIfModifiedSince() {
    assertThat(decide(NO_TAG, oneOf(WEAK), NO_TIME, NO_TIME))
        .isEqualTo(new ReadDecision.NotModified());
    assertThat(decide(NO_TAG, new TagCondition.Any(), NO_TIME, NO_TIME))
        .isEqualTo(new ReadDecision.NotModified());
    assertThat(decide(NO_TAG, oneOf(OTHER), at(SECOND), NO_TIME))
        .isEqualTo(new ReadDecision.Whole());
    assertThat(decide(NO_TAG, NO_TAG, at(SECOND), NO_TIME))
        .isEqualTo(new ReadDecision.NotModified());
    assertThat(decide(NO_TAG, NO_TAG, at(SECOND.minusSeconds(1)), NO_TIME))
        .isEqualTo(new ReadDecision.Whole());
  }

  @Test
  void aFailedIfMatchIsDecidedFirst() {
    assertThat(decide(oneOf(OTHER), oneOf(TAG), NO_TIME, NO_TIME))
        .isEqualTo(new ReadDecision.PreconditionFailed());
  }

  @Test
  void rangesAreCutToTheFile() {
    RangeRequest.IfRange always = new RangeRequest.IfRange.Always();
    assertThat(range(new RangeSpec.FromTo(10, 19), always))
        .isEqualTo(new ReadDecision.Part(new ByteRange(10, 10)));
    assertThat(range(new RangeSpec.FromTo(90, 1000), always))
        .isEqualTo(new ReadDecision.Part(new ByteRange(90, 10)));
    assertThat(range(new RangeSpec.From(99), always))
        .isEqualTo(new ReadDecision.Part(new ByteRange(99, 1)));
    assertThat(range(new RangeSpec.Last(5), always))
        .isEqualTo(new ReadDecision.Part(new ByteRange(95, 5)));
    assertThat(range(new RangeSpec.Last(500), always))
        .isEqualTo(new ReadDecision.Part(new ByteRange(0, 100)));
    assertThat(range(new RangeSpec.Last(0), always)).isEqualTo(new ReadDecision.NotSatisfiable());
    assertThat(range(new RangeSpec.From(100), always)).isEqualTo(new ReadDecision.NotSatisfiable());
    assertThat(range(new RangeSpec.FromTo(0, Long.MAX_VALUE), always))
        .isEqualTo(new ReadDecision.Part(new ByteRange(0, 100)));
  }

  @Test
  void aRangeOfOtherContentIsTheWholeFile() {
    RangeSpec spec = new RangeSpec.FromTo(0, 0);
    assertThat(range(spec, new RangeRequest.IfRange.Tagged(OTHER)))
        .isEqualTo(new ReadDecision.Whole());
    assertThat(range(spec, new RangeRequest.IfRange.Tagged(WEAK)))
        .isEqualTo(new ReadDecision.Whole());
    assertThat(range(spec, new RangeRequest.IfRange.Tagged(TAG)))
        .isInstanceOf(ReadDecision.Part.class);
    assertThat(range(spec, new RangeRequest.IfRange.Dated(SECOND)))
        .isInstanceOf(ReadDecision.Part.class);
    assertThat(range(spec, new RangeRequest.IfRange.Dated(SECOND.plusSeconds(1))))
        .isEqualTo(new ReadDecision.Whole());
  }
}
