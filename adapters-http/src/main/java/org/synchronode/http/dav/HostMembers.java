package org.synchronode.http.dav;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.Space;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.host.HostId;
import org.synchronode.http.dav.answer.ActiveLock;
import org.synchronode.http.path.AskedPath;
import org.synchronode.http.path.PublicPath;

/**
 * Makes members of the entries of one host that lie at or below one place. Clients compare the
 * hrefs with the path that they asked for, so that one comes back as it was spelled, by id or name,
 * composed or not; what lies below it as it is stored. Not thread-safe.
 */
public final class HostMembers {
  private final Catalogue catalogue;
  private final ListHosts.Listed host;
  private final ListHead head;
  private final EntryPath place;
  private final AskedPath asked;
  private final PublicPath base;
  private final Predicate<LiveProperty> wanted;
  private final boolean withLocks;
  private final CoveringLocks locks;
  private final Optional<Space> space;

  /** The folder of the entry before: members of one folder mostly follow each other. */
  private EntryId parent;

  private PublicPath folder;

  HostMembers(
      Catalogue catalogue,
      ListHosts.Listed host,
      ListHead head,
      Listing.Listed self,
      AskedPath asked,
      Predicate<LiveProperty> wanted,
      CoveringLocks locks,
      Optional<Space> space) {
    this.catalogue = catalogue;
    this.host = host;
    this.head = head;
    this.place = self.path();
    this.asked = asked;
    this.base = asked.folder();
    this.wanted = wanted;
    this.withLocks = wanted.test(LiveProperty.LOCKDISCOVERY);
    this.locks = locks;
    this.space = space;
    this.parent = self.entry().id();
    this.folder = base;
    lookAbove(self);
  }

  private void lookAbove(Listing.Listed listed) {
    if (withLocks) {
      locks.lookAbove(catalogue, id(), listed.path(), asked.share().folder());
    }
  }

  /** The member that an entry is which does not come in a listing's order. */
  public Member outOfOrder(Listing.Listed listed) {
    lookAbove(listed);
    return of(listed);
  }

  /**
   * The member that an entry is. Begins with what stands at the place, and goes on in the order of
   * its listing.
   */
  public Member of(Listing.Listed listed) {
    Entry entry = listed.entry();
    PublicPath href = href(listed);
    String name = listed.path().isRoot() ? host.host().name().value() : entry.name().value();
    Optional<String> token =
        wanted.test(LiveProperty.SYNC_TOKEN) && !(entry instanceof FileEntry)
            ? Optional.of(ShareToken.of(id(), head, entry.id()).text())
            : Optional.empty();
    List<ActiveLock> covering = withLocks ? locks.of(entry, href) : List.of();
    return Member.entry(href, name, entry, covering, space, token);
  }

  private HostId id() {
    return host.host().id();
  }

  private PublicPath href(Listing.Listed listed) {
    Entry entry = listed.entry();
    if (listed.path().equals(place)) {
      return entry instanceof FileEntry ? asked.file() : base;
    }
    if (!entry.parent().equals(parent)) {
      parent = entry.parent();
      folder = folder(listed.path().parent());
    }
    String name = entry.name().value();
    return entry instanceof FileEntry ? folder.file(name) : folder.folder(name);
  }

  /** The address of a folder at or below the place, whether it is there or not. */
  public PublicPath folder(EntryPath path) {
    PublicPath at = base;
    for (EntryName name : path.names().subList(place.names().size(), path.names().size())) {
      at = at.folder(name.value());
    }
    return at;
  }

  /** The address of a file below the place, whether it is there or not. */
  public PublicPath file(EntryPath path) {
    return folder(path.parent()).file(path.name().value());
  }
}
