package org.synchronode.db.catalogue;

import java.util.Iterator;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;

/** A snapshot that was read into a spool. */
record SpooledSnapshot(ListHead head, Spool<Entry> spool) implements Snapshot {
  @Override
  public Iterator<Entry> entries() {
    return spool.iterator();
  }

  @Override
  public void close() {
    spool.close();
  }
}
