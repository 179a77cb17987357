package org.synchronode.domain.write;

/** What came of a part. */
public sealed interface PartWritten {
  /**
   * More is to come.
   *
   * @param bytes how many are there: the next part begins at this offset
   */
  record Held(long bytes) implements PartWritten {}

  /** The file stands in its place. */
  record Complete(Written written) implements PartWritten {}
}
