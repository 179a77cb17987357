package org.synchronode.http.dav.report;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.http.dav.ShareToken;

/**
 * What one answer tells of a folder. To be closed.
 *
 * @param head of the list that all of it was read from
 * @param self the folder; nothing when the host has no list yet
 * @param gone members that are there no more
 * @param changed members that came or changed
 * @param listings of folders that came with all that lies in them
 * @param whole what is told of each of those listings
 * @param next what the client knows then
 * @param complete whether that is all
 */
record SyncPage(
    ListHead head,
    Optional<Listing.Listed> self,
    List<Gone> gone,
    List<Listing.Listed> changed,
    List<Listing> listings,
    List<Iterator<Listing.Listed>> whole,
    ShareToken next,
    boolean complete)
    implements AutoCloseable {

  /** A member that was there, and whether it was a folder. */
  record Gone(EntryPath path, boolean folder) {}

  @Override
  public void close() {
    listings.forEach(Listing::close);
  }
}
