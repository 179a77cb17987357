package org.synchronode.application.catalogue;

import java.util.Iterator;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;

/**
 * A part of a host's list as it stood at one revision, read completely before it is given out: a
 * slow client holds neither a transaction nor, beyond a bound, memory (the rest waits in a
 * temporary file). To be closed. Not thread-safe.
 */
public interface Listing extends AutoCloseable {

  /** The list's head at that revision. */
  ListHead head();

  /** What was asked for, first of {@link #entries()} too. */
  Entry self();

  /**
   * The entry that was asked for, then what lies in it as deep as was asked for, each folder before
   * what lies in it; members of a folder in the order of their names. Can be iterated once.
   */
  Iterator<Listed> entries();

  @Override
  void close();

  /** An entry and where it lies in its share. */
  record Listed(EntryPath path, Entry entry) {}
}
