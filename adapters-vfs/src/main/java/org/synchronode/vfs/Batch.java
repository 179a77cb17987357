package org.synchronode.vfs;

import java.util.ArrayList;
import java.util.List;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.IndexShare;

/** Complete listings of folders that are recorded together. Not thread-safe. */
final class Batch {
  private final int most;
  private final Check stillThere;
  private final IndexShare index;
  private final ScanProgress progress;
  private final List<FolderListing> listings = new ArrayList<>();
  private int entries;
  private long folders;
  private long files;
  private long bytes;

  /**
   * Begins a batch.
   *
   * @param most entries, then it is full
   */
  Batch(int most, Check stillThere, IndexShare index, ScanProgress progress) {
    this.most = most;
    this.stillThere = stillThere;
    this.index = index;
    this.progress = progress;
  }

  /** Returns what is in the listing. */
  List<Found> add(FolderListing listing) {
    listings.add(listing);
    folders++;
    entries += 1 + listing.found().size();
    for (Found found : listing.found()) {
      if (found instanceof Found.FoundFile file) {
        files++;
        bytes += file.size();
      }
    }
    return listing.found();
  }

  boolean isFull() {
    return entries >= most;
  }

  /**
   * Records what was added, and empties the batch.
   *
   * @throws ShareUnavailable when the share has gone since the batch was begun; nothing is recorded
   */
  void record() throws ShareUnavailable {
    if (!listings.isEmpty()) {
      // A disk that was pulled out can show as folders that are empty.
      stillThere.verify();
      index.record(listings);
    }
    progress.seen(folders, files, bytes);
    listings.clear();
    entries = 0;
  }

  /** Looks whether the share is still what it was when the batch was begun. */
  interface Check {
    void verify() throws ShareUnavailable;
  }
}
