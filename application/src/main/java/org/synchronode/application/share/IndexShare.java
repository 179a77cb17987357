package org.synchronode.application.share;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.node.NodeStore;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/**
 * The one writer of this node's own list: takes in what the disk holds, numbers each difference and
 * publishes it. Safe for use by several threads; one writes at a time.
 */
public final class IndexShare {
  private final ShareIndex index;
  private final HostId own;
  private final Feed feed;
  private final RevisionSequence revisions;
  private final IndexId fresh;
  private ListHead head;

  /** False when it is not sure that the stored list stands where it is thought to. */
  private boolean headIsKnown = true;

  /**
   * Opens the list, and makes an empty one where there is none.
   *
   * @param fresh the index id of a list that is made
   */
  public IndexShare(ShareIndex index, NodeStore node, HostId own, IndexId fresh, Feed feed) {
    this.index = index;
    this.own = own;
    this.feed = feed;
    this.fresh = fresh;
    this.head = index.open(own, fresh);
    this.revisions = new RevisionSequence(node, head.revision());
  }

  public HostId own() {
    return own;
  }

  ShareIndex rows() {
    return index;
  }

  /** Where the list stands. */
  public synchronized ListHead head() {
    return head;
  }

  /**
   * Compares complete listings of folders with the list, and publishes the differences as one
   * delta. A listing of a folder that the list does not have is passed over, unless the listing of
   * its parent is in the same batch. To see a rename as one, both its ends must be in the same
   * batch. Listings that contradict each other are recorded one by one.
   *
   * @return how many entries were changed
   */
  public synchronized int record(List<FolderListing> listings) {
    ChangeSet changes = changes();
    if (new Comparison(index, own, changes).run(listings)) {
      return publish(changes);
    }
    if (listings.size() == 1) {
      throw new IllegalStateException("one listing contradicts itself: " + listings);
    }
    return listings.stream()
        .sorted(Comparator.comparingInt(listing -> listing.folder().names().size()))
        .mapToInt(listing -> record(List.of(listing)))
        .sum();
  }

  /**
   * Tells the state of a file that is about to be read, as it is on the disk now. Where that
   * differs from the list, the list is brought up to date and the change published first, so that
   * no validator stands for two contents.
   *
   * @return nothing when the list has no folder that the file could lie in, or has a folder at its
   *     place; a scan of the parent is due then
   */
  public synchronized Optional<FileState> observe(EntryPath path, Found.FoundFile found) {
    Optional<FileState> listed = stateOf(path, found);
    if (listed.isPresent()) {
      return listed;
    }
    if (index.find(own, path).filter(known -> known.entry() instanceof FolderEntry).isPresent()) {
      return Optional.empty();
    }
    return observe(path, Optional.of(found)).flatMap(Indexed::fileState);
  }

  /**
   * The state of a file whose content is what the list says.
   *
   * @return nothing when it is not, or the list has no such file: {@link #observe} brings it up to
   *     date
   */
  public Optional<FileState> stateOf(EntryPath path, Found.FoundFile found) {
    return index
        .find(own, path)
        .filter(known -> isSameFile(known, found))
        .flatMap(Indexed::fileState);
  }

  /** Whether the list has at a place what was found there, or nothing where nothing was. */
  public boolean has(EntryPath path, Optional<Found> found) {
    Optional<Indexed> listed = index.find(own, path);
    return switch (found.orElse(null)) {
      case null -> listed.isEmpty();
      case Found.FoundFile file -> listed.filter(known -> isSameFile(known, file)).isPresent();
      case Found.FoundFolder folder ->
          listed
              .filter(known -> known.entry() instanceof FolderEntry)
              .filter(known -> known.key().inode() == folder.key().inode())
              .isPresent();
    };
  }

  private static boolean isSameFile(Indexed known, Found.FoundFile found) {
    return known.entry() instanceof FileEntry file
        && Comparison.isSameContent(file, known.key(), found);
  }

  /** Brings a folder's own time up to date, where the list has that folder. */
  public synchronized void retime(EntryPath path, Instant modified) {
    Optional<Indexed> listed = path.isRoot() ? Optional.empty() : index.find(own, path);
    if (listed.isPresent()
        && listed.get().entry() instanceof FolderEntry folder
        && !folder.modified().equals(modified)) {
      ChangeSet changes = changes();
      changes.touch(folder, modified, listed.get().key());
      publish(changes);
    }
  }

  /**
   * Makes sure that no revision is handed out that a master remembers of this node, and this node
   * does not.
   */
  public synchronized void startAfter(Revision remembered) {
    revisions.startAfter(remembered);
  }

  /** The store may stand at an earlier moment than it did: changes that it had taken are lost. */
  public synchronized void storeWentBack() {
    headIsKnown = false;
  }

  /** After a change that was not stored, the list stands where the store has it. */
  private ChangeSet changes() {
    if (!headIsKnown) {
      head = index.open(own, fresh);
      revisions.startAfter(head.revision());
      headIsKnown = true;
    }
    return new ChangeSet(head, revisions);
  }

  /**
   * Brings the list up to date with what was seen at one place.
   *
   * @param found what stands there; nothing when nothing does
   * @return what the list has there now; nothing also when the list has no folder that it could lie
   *     in
   */
  synchronized Optional<Indexed> observe(EntryPath path, Optional<Found> found) {
    List<Indexed> chain = index.chain(own, path);
    int depth = path.names().size();
    Optional<Indexed> known =
        chain.size() > depth ? Optional.of(chain.get(depth)) : Optional.empty();
    if (path.isRoot()
        || chain.size() < depth
        || !(chain.get(depth - 1).entry() instanceof FolderEntry)) {
      return known;
    }
    ChangeSet changes = changes();
    if (known.isPresent() && !Comparison.isSameKind(known.get().entry(), found.orElse(null))) {
      remove(changes, known.get());
      known = Optional.empty();
    }
    if (found.isPresent()) {
      if (known.isEmpty()) {
        changes.create(chain.get(depth - 1).entry().id(), found.get());
      } else if (known.get().entry() instanceof FileEntry file
          && found.get() instanceof Found.FoundFile now
          && !Comparison.isSameContent(file, known.get().key(), now)) {
        changes.rewrite(file, now);
      }
    }
    return publish(changes) == 0 ? known : index.find(own, path);
  }

  /** Makes a change of this node's own, as one delta, and publishes it. */
  synchronized <T> T change(Function<ChangeSet, T> work) {
    ChangeSet changes = changes();
    T result = work.apply(changes);
    publish(changes);
    return result;
  }

  /** Puts into a change set that an entry is gone, with all that lies in it. */
  void remove(ChangeSet changes, Indexed gone) {
    List<Entry> within =
        gone.entry() instanceof FolderEntry
            ? index.below(own, gone.entry().id()).stream().map(Indexed::entry).toList()
            : List.of();
    changes.remove(gone.entry(), within);
  }

  private int publish(ChangeSet changes) {
    if (changes.isEmpty()) {
      return 0;
    }
    Delta delta = changes.delta();
    headIsKnown = false;
    if (!(index.apply(own, delta, changes.keys())
        instanceof ApplyOutcome.Applied(ListHead now, var entryChanges))) {
      throw new IllegalStateException(
          "the list of this node does not take its own change after " + delta.from());
    }
    head = now;
    headIsKnown = true;
    feed.publish(new Feed.ListChanged(own, now.revision(), entryChanges));
    return delta.changes().size();
  }
}
