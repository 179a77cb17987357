package org.synchronode.application.catalogue;

import java.util.List;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Revision;

/**
 * What happened to a list, told by paths, for readers who know entries by nothing else. All of it
 * is as it stood at one revision.
 *
 * @param head the list's at that revision
 * @param upTo all that happened until then is told: {@code head}'s revision, unless there was more
 *     to tell than was wanted
 * @param changed the entries that came or changed, each once, where they lie now, by revision
 * @param departures by revision; of one entry there may be several
 */
public record PlaceChanges(
    ListHead head, Revision upTo, List<Listing.Listed> changed, List<Departure> departures) {
  public PlaceChanges {
    changed = List.copyOf(changed);
    departures = List.copyOf(departures);
  }

  /** Whether nothing is left to be told. */
  public boolean complete() {
    return upTo.equals(head.revision());
  }
}
