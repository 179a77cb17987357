package org.synchronode.http.dav;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.AskSpace;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.change.ListHead;
import org.synchronode.http.path.AskedPath;

/** Tells what hosts' listings have. Safe for use by several threads. */
public final class ListedMembers {
  private final Catalogue catalogue;
  private final AskSpace askSpace;
  private final InstantSource clock;

  public ListedMembers(Catalogue catalogue, AskSpace askSpace, InstantSource clock) {
    this.catalogue = catalogue;
    this.askSpace = askSpace;
    this.clock = clock;
  }

  /**
   * Makes members of what lies at or below a place. Waits for the owner where room on its disk is
   * wanted, for nobody otherwise.
   *
   * @param self what stands at the place
   * @param asked the path that it was asked for by
   * @param wanted the properties that will be told or looked at
   */
  public HostMembers of(
      ListHosts.Listed host,
      ListHead head,
      Listing.Listed self,
      AskedPath asked,
      Predicate<LiveProperty> wanted) {
    boolean withSpace =
        wanted.test(LiveProperty.QUOTA_AVAILABLE_BYTES)
            || wanted.test(LiveProperty.QUOTA_USED_BYTES);
    return new HostMembers(
        catalogue,
        host,
        head,
        self,
        asked,
        wanted,
        new CoveringLocks(clock.instant()),
        withSpace ? askSpace.of(host.host().id()) : Optional.empty());
  }

  /**
   * Writes a listing, entry by entry.
   *
   * @param asked the path that the listing was asked for by
   * @param withRoot whether what was asked for is told too, and not only what lies in it
   */
  void write(
      Multistatus answer, ListHosts.Listed host, Listing listing, AskedPath asked, boolean withRoot)
      throws IOException {
    Iterator<Listing.Listed> entries = listing.entries();
    Listing.Listed self = entries.next();
    HostMembers members = of(host, listing.head(), self, asked, answer::asksFor);
    Member root = members.of(self);
    if (withRoot) {
      answer.member(root);
    }
    while (entries.hasNext()) {
      answer.member(members.of(entries.next()));
    }
  }
}
