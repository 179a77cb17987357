package org.synchronode.application.catalogue;

import java.time.Instant;
import java.util.Optional;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/**
 * The last-known entries of every host, this node's own among them. Survives restarts and {@code
 * kill -9}: the last half second of changes may be lost then, but a list is never wrong, because
 * its revision is part of the same transaction as its entries. Safe for use by several threads; the
 * changes of one host are applied by one thread at a time.
 *
 * <p>Look-ups of a path try, for each segment, the exact name, then a name equal in {@linkplain
 * org.synchronode.domain.entry.EntryName#canonical() canonical form}.
 */
public interface Catalogue {

  /** Where the host's list stands; nothing when there is none. */
  Optional<ListHead> head(HostId host);

  /**
   * A number that is another one after each change of the host's list, for who keeps what it read:
   * read before the list, it is still the same when nothing of it has changed since. Cheap; means
   * nothing after a restart.
   */
  long edition(HostId host);

  /** The entry at a path; the root exists where there is a list. */
  default Optional<Entry> find(HostId host, EntryPath path) {
    return at(host, path).map(Listing.Listed::entry);
  }

  /** The entry at a path, and the path as it is spelled in the list. */
  Optional<Listing.Listed> at(HostId host, EntryPath path);

  /**
   * The entry at a path with what lies in it, as deep as asked; nothing when there is no such
   * entry.
   */
  Optional<Listing> list(HostId host, EntryPath path, Depth depth);

  /** All entries; nothing when there is no list. */
  Optional<Snapshot> snapshot(HostId host);

  /**
   * All that happened after a revision, as one delta to the list's head.
   *
   * @return nothing when it can't be told: no list, a revision that the list has not reached, one
   *     from before the oldest removal that is remembered, or more than {@code most} changes. A
   *     snapshot is needed then.
   */
  Optional<Delta> changesSince(HostId host, Revision from, int most);

  /**
   * What happened after a revision, by paths.
   *
   * @param told entries that changed after this revision are told
   * @param seen departures after this revision are told; later than {@code told} where a reader who
   *     began with nothing has not heard of everything yet
   * @param most of each; where there are more, the later ones are left out
   * @return nothing when it can't be told: no list, a revision that the list has not reached,
   *     {@code seen} from before the oldest departure that is remembered, or more than {@code most}
   *     changes of a single revision
   */
  Optional<PlaceChanges> placesSince(HostId host, Revision told, Revision seen, int most);

  /**
   * Makes sure, as far as can be told beforehand, that changes can be recorded. Cheap.
   *
   * @throws org.synchronode.domain.ProblemException with {@code InsufficientStorage} when the disk
   *     that it lies on is full
   */
  void requireRoom();

  /** Applies a delta, wholly or not at all. */
  ApplyOutcome apply(HostId host, Delta delta);

  /** Begins to receive a whole list. */
  Staging stage(HostId host, IndexId index);

  /** Forgets a host's list. */
  void drop(HostId host);

  /** Notes that a host was there at a time. Cheap: may be kept in memory for up to a minute. */
  void seen(HostId host, Instant at);

  /** When a host was last there, as far as is known. */
  Optional<Instant> lastSeen(HostId host);
}
