package org.synchronode.domain.read;

import org.synchronode.domain.entry.FileState;

/**
 * A GET or HEAD of a file, as the owner needs to know it.
 *
 * @param range always {@link RangeRequest.Whole} for HEAD, where a range is ignored (RFC 9110
 *     §14.2)
 * @param bytesWanted false for HEAD: only the state and the decision are asked for
 */
public record ReadRequest(
    TagCondition ifMatch,
    TagCondition ifNoneMatch,
    TimeCondition ifModifiedSince,
    TimeCondition ifUnmodifiedSince,
    RangeRequest range,
    boolean bytesWanted) {

  /** The whole file, unconditionally. */
  public static final ReadRequest WHOLE =
      new ReadRequest(
          new TagCondition.Absent(),
          new TagCondition.Absent(),
          new TimeCondition.Absent(),
          new TimeCondition.Absent(),
          new RangeRequest.Whole(),
          true);

  /** What to answer for a file in this state, in the order of RFC 9110 §13.2.2. */
  public ReadDecision decide(FileState state) {
    if (!allowedByMatch(state)) {
      return new ReadDecision.PreconditionFailed();
    }
    if (alreadyThere(state)) {
      return new ReadDecision.NotModified();
    }
    return switch (range) {
      case RangeRequest.Part(RangeSpec spec, RangeRequest.IfRange condition)
          when condition.holds(state) ->
          spec.within(state.size())
              .<ReadDecision>map(ReadDecision.Part::new)
              .orElseGet(ReadDecision.NotSatisfiable::new);
      case RangeRequest.Part _, RangeRequest.Whole _ -> new ReadDecision.Whole();
    };
  }

  /** Steps 1 and 2: If-Match, and only without it If-Unmodified-Since. */
  private boolean allowedByMatch(FileState state) {
    return switch (ifMatch) {
      case TagCondition.Any _ -> true;
      case TagCondition.OneOf tags -> tags.matchesStrongly(state.etag());
      case TagCondition.Absent _ ->
          !(ifUnmodifiedSince instanceof TimeCondition.At at && at.isBefore(state.modified()));
    };
  }

  /** Steps 3 and 4: If-None-Match, and only without it If-Modified-Since. */
  private boolean alreadyThere(FileState state) {
    return switch (ifNoneMatch) {
      case TagCondition.Any _ -> true;
      case TagCondition.OneOf tags -> tags.matchesWeakly(state.etag());
      case TagCondition.Absent _ ->
          ifModifiedSince instanceof TimeCondition.At at && !at.isBefore(state.modified());
    };
  }
}
