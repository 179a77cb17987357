package org.synchronode.ws.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.EntryChange;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/**
 * One folder that a browser shows: what happens directly in it, told after the revision at which
 * the watch began.
 *
 * @param path as the browser wrote it
 */
record FolderWatch(String path, HostId host, EntryPath folder, EntryId id, Revision since) {
  /** More changes at a time are not told one by one. */
  private static final int MOST_TOLD = 1000;

  /** What there is to tell. */
  sealed interface News {
    /** So it is in the folder now. */
    record Changes(Revision to, List<Told> changes) implements News {}

    /** Read the folder anew. */
    record Reload() implements News {}

    /** There is no such folder any more. */
    record Gone() implements News {}

    record Nothing() implements News {}
  }

  /** One name's change. */
  sealed interface Told {
    Entry entry();

    record Added(Entry entry) implements Told {}

    record Changed(Entry entry) implements Told {}

    record Removed(Entry entry) implements Told {}
  }

  /** Begins to watch; nothing when there is no such folder. */
  static Optional<FolderWatch> of(Catalogue catalogue, String path, HostId host, EntryPath folder) {
    Optional<Listing> found = catalogue.list(host, folder, Depth.ZERO);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Listing listing = found.get()) {
      return listing.self() instanceof FolderEntry self
          ? Optional.of(new FolderWatch(path, host, folder, self.id(), listing.head().revision()))
          : Optional.empty();
    }
  }

  News tell(Feed.ListChanged event, Catalogue catalogue) {
    if (!event.to().isAfter(since)) {
      return new News.Nothing();
    }
    List<Told> told = new ArrayList<>();
    boolean moved = false;
    for (EntryChange change : event.changes()) {
      switch (change) {
        case EntryChange.Added(Entry after) -> {
          if (isHere(after)) {
            told.add(new Told.Added(after));
          }
        }
        case EntryChange.Removed(Entry before) -> {
          moved |= before instanceof FolderEntry;
          if (isHere(before)) {
            told.add(new Told.Removed(before));
          }
        }
        case EntryChange.Changed(Entry before, Entry after) -> {
          boolean stays =
              before.parent().equals(after.parent()) && before.name().equals(after.name());
          moved |= !stays && before instanceof FolderEntry;
          if (stays && isHere(after)) {
            told.add(new Told.Changed(after));
          } else if (!stays) {
            if (isHere(before)) {
              told.add(new Told.Removed(before));
            }
            if (isHere(after)) {
              told.add(new Told.Added(after));
            }
          }
        }
      }
    }
    if (moved && !isStillThere(catalogue)) {
      return new News.Gone();
    }
    if (told.size() > MOST_TOLD) {
      return new News.Reload();
    }
    return told.isEmpty() ? new News.Nothing() : new News.Changes(event.to(), told);
  }

  /** The whole list was replaced, or nobody knows what happened to it. */
  News anythingHappened(Catalogue catalogue) {
    return isStillThere(catalogue) ? new News.Reload() : new News.Gone();
  }

  private boolean isHere(Entry entry) {
    return entry.parent().equals(id);
  }

  /** A folder may have gone, or have another name, together with one that it lies in. */
  private boolean isStillThere(Catalogue catalogue) {
    return catalogue
        .find(host, folder)
        .filter(entry -> entry instanceof FolderEntry && entry.id().equals(id))
        .isPresent();
  }
}
