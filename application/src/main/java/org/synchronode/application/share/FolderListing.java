package org.synchronode.application.share;

import java.time.Instant;
import java.util.List;
import org.synchronode.domain.entry.EntryPath;

/**
 * All that one folder holds, read without an error: what is not in it is gone. A folder that could
 * not be read completely has no listing.
 */
public record FolderListing(EntryPath folder, Instant modified, List<Found> found) {
  public FolderListing {
    found = List.copyOf(found);
  }
}
