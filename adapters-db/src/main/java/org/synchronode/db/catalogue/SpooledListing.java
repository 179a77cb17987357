package org.synchronode.db.catalogue;

import java.util.Iterator;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;

/** A listing that was read into a spool. */
record SpooledListing(ListHead head, Entry self, Spool<Listing.Listed> spool) implements Listing {
  @Override
  public Iterator<Listed> entries() {
    return spool.iterator();
  }

  @Override
  public void close() {
    spool.close();
  }
}
