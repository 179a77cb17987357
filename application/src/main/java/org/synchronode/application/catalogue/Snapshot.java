package org.synchronode.application.catalogue;

import java.util.Iterator;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;

/**
 * All entries of a host's list as it stood at one revision, read completely before it is given out,
 * in a temporary file beyond a bound. To be closed. Not thread-safe.
 */
public interface Snapshot extends AutoCloseable {
  ListHead head();

  /** In any order, the root not among them. Can be iterated once. */
  Iterator<Entry> entries();

  @Override
  void close();
}
