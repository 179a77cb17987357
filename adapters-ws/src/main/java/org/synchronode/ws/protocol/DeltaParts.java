package org.synchronode.ws.protocol;

import java.util.ArrayList;
import java.util.List;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.entry.Entry;

/** Puts the parts of one delta together. Not thread-safe. */
public final class DeltaParts {
  /** Of a change without what is attached: objects and names. */
  private static final int CHANGE_MEMORY = 400;

  private final SlaveMessage.MovedPart first;
  private final List<Change> changes = new ArrayList<>();
  private int next;
  private long attached;

  /** Begins with a first part, which is not yet {@linkplain #add added}. */
  public DeltaParts(SlaveMessage.MovedPart first) {
    this.first = first;
  }

  /**
   * Whether a delta can be sent at all: a whole list can always.
   *
   * @param delta of any size
   */
  public static boolean holds(Delta delta) {
    return delta.changes().size() <= Bounds.DELTA
        && attached(delta.changes()) <= Bounds.DELTA_ATTACHED;
  }

  private static long attached(List<Change> changes) {
    return changes.stream()
        .mapToLong(
            change -> change instanceof Change.Put(Entry entry) ? entry.annotations().size() : 0)
        .sum();
  }

  /** About the bytes of memory that a part takes. */
  public static int memory(SlaveMessage.MovedPart part) {
    return Math.toIntExact(
        CHANGE_MEMORY * (long) part.changes().size() + Character.BYTES * attached(part.changes()));
  }

  /**
   * Takes the next part.
   *
   * @return whether it was the last
   * @throws ProtocolException when it is not the next part of this delta, or the delta grows beyond
   *     its bound
   */
  public boolean add(SlaveMessage.MovedPart part) {
    if (part.part() != next
        || !part.host().equals(first.host())
        || !part.from().equals(first.from())
        || !part.to().equals(first.to())
        || !part.fingerprint().equals(first.fingerprint())) {
      throw new ProtocolException("the parts of a delta are out of order");
    }
    if (changes.size() + part.changes().size() > Bounds.DELTA) {
      throw new ProtocolException("a delta has at most " + Bounds.DELTA + " changes");
    }
    attached += attached(part.changes());
    if (attached > Bounds.DELTA_ATTACHED) {
      throw new ProtocolException(
          "at most " + Bounds.DELTA_ATTACHED + " characters are attached in a delta");
    }
    next++;
    changes.addAll(part.changes());
    return part.last();
  }

  /**
   * The whole.
   *
   * @throws ProtocolException when its parts don't make a delta
   */
  public SlaveMessage.Moved whole() {
    try {
      return new SlaveMessage.Moved(
          first.host(), new Delta(first.from(), first.to(), changes, first.fingerprint()));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("not allowed: " + e.getMessage());
    }
  }
}
