package org.synchronode.domain.read;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.synchronode.domain.entry.FileState;

/** The values of {@code Range} and {@code If-Range} together. */
public sealed interface RangeRequest {

  /** No range, or one that is ignored (RFC 9110 §14.2): the whole file. */
  record Whole() implements RangeRequest {}

  /** A part, on a condition. */
  record Part(RangeSpec range, IfRange condition) implements RangeRequest {}

  /**
   * {@code If-Range} (RFC 9110 §13.1.5): a part only of the content that the client has the rest
   * of.
   */
  sealed interface IfRange {
    boolean holds(FileState state);

    record Always() implements IfRange {
      @Override
      public boolean holds(FileState state) {
        return true;
      }
    }

    /** Strong comparison: a weak tag never holds. */
    record Tagged(TagCondition.Tag tag) implements IfRange {
      @Override
      public boolean holds(FileState state) {
        return !tag.weak() && tag.value().equals(state.etag().value());
      }
    }

    /** Exactly the time of the last change, in whole seconds. */
    record Dated(Instant second) implements IfRange {
      @Override
      public boolean holds(FileState state) {
        return state.modified().truncatedTo(ChronoUnit.SECONDS).equals(second);
      }
    }
  }
}
