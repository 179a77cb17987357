package org.synchronode.http.dav;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.AskSpace;
import org.synchronode.application.files.Space;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.host.HostId;
import org.synchronode.http.path.PublicPath;

/** Writes what a host's listing tells, entry by entry. */
final class ListedMembers {
  private static final int ROOT_SEGMENTS = 2;

  private final Catalogue catalogue;
  private final AskSpace askSpace;
  private final InstantSource clock;

  ListedMembers(Catalogue catalogue, AskSpace askSpace, InstantSource clock) {
    this.catalogue = catalogue;
    this.askSpace = askSpace;
    this.clock = clock;
  }

  /**
   * Clients compare the hrefs with the path that they asked for, so that one comes back as it was
   * spelled, by id or name, composed or not; what lies below it as it is stored.
   *
   * @param asked the segments of the path that the listing was asked for by
   * @param name of what was asked for
   * @param withRoot whether what was asked for is told too, and not only what lies in it
   */
  void write(
      Multistatus answer,
      HostId host,
      Listing listing,
      List<String> asked,
      String name,
      boolean withRoot)
      throws IOException {
    Iterator<Listing.Listed> entries = listing.entries();
    Listing.Listed self = entries.next();
    int depth = self.path().names().size();
    PublicPath base = PublicPath.folder(asked);
    CoveringLocks locks = new CoveringLocks(clock.instant());
    locks.lookAbove(
        catalogue, host, self.path(), PublicPath.folder(asked.subList(0, ROOT_SEGMENTS)));
    Optional<Space> space = answer.asksForSpace() ? askSpace.of(host) : Optional.empty();
    PublicPath href = self.entry() instanceof FileEntry ? PublicPath.file(asked) : base;
    Member root = Member.entry(href, name, self.entry(), locks.of(self.entry(), href), space);
    if (withRoot) {
      answer.member(root);
    }
    // Members of one folder mostly follow each other: its path is not made anew for each.
    EntryId parent = self.entry().id();
    PublicPath folder = base;
    while (entries.hasNext()) {
      Listing.Listed listed = entries.next();
      Entry entry = listed.entry();
      if (!entry.parent().equals(parent)) {
        parent = entry.parent();
        folder = below(base, listed.path().parent().names(), depth);
      }
      String member = entry.name().value();
      PublicPath path = entry instanceof FileEntry ? folder.file(member) : folder.folder(member);
      answer.member(Member.entry(path, member, entry, locks.of(entry, path), space));
    }
  }

  private static PublicPath below(PublicPath base, List<EntryName> names, int depth) {
    PublicPath folder = base;
    for (EntryName name : names.subList(depth, names.size())) {
      folder = folder.folder(name.value());
    }
    return folder;
  }
}
