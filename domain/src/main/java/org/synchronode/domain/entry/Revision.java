package org.synchronode.domain.entry;

import java.util.regex.Pattern;

/**
 * A position in an owner's sequence of changes: the epoch, which every start of the node draws
 * durably, and a counter within it. A crash may lose the last revisions; because the next start has
 * a later epoch, it can't hand one out twice. Ordered by epoch, then counter; renumbered by nobody
 * on the way up.
 *
 * @param value both in one number, for storage and order: the epoch in the upper 23 bits, the
 *     counter in the lower 40
 */
public record Revision(long value) implements Comparable<Revision> {
  private static final int COUNTER_BITS = 40;
  private static final Pattern TEXT = Pattern.compile("\\d{1,7}\\.\\d{1,13}");

  /** The last epoch that there can be: eight million starts. */
  public static final int LAST_EPOCH = (1 << 23) - 1;

  /** Before the first change. */
  public static final Revision NONE = new Revision(0);

  public Revision {
    if (value < 0) {
      throw new IllegalArgumentException("a revision is not negative");
    }
  }

  /**
   * The revision at this place of this epoch.
   *
   * @throws IllegalArgumentException when either is out of its bounds
   */
  public static Revision of(int epoch, long counter) {
    if (epoch < 0 || epoch > LAST_EPOCH || counter < 0 || counter >>> COUNTER_BITS != 0) {
      throw new IllegalArgumentException("no such revision: " + epoch + "." + counter);
    }
    return new Revision(((long) epoch << COUNTER_BITS) | counter);
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when the text is not of the form {@code epoch.counter}
   */
  public static Revision parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("not a revision: epoch.counter expected");
    }
    int dot = text.indexOf('.');
    return of(Integer.parseInt(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
  }

  public int epoch() {
    return (int) (value >>> COUNTER_BITS);
  }

  public long counter() {
    return value & ((1L << COUNTER_BITS) - 1);
  }

  /** The following revision of the same epoch. */
  public Revision next() {
    return of(epoch(), counter() + 1);
  }

  public boolean isAfter(Revision other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Revision other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return epoch() + "." + counter();
  }
}
