package org.synchronode.vfs;

import java.io.IOException;
import org.synchronode.application.share.FolderListing;
import org.synchronode.domain.entry.EntryPath;

/**
 * Reads all that an open folder shares: {@link SharedFolder#list}, but for tests of failing disks.
 */
@FunctionalInterface
interface FolderReader {

  /**
   * Reads a folder.
   *
   * @throws IOException when the folder can't be read to its end: there is no listing then
   */
  FolderListing list(EntryPath path, OpenFolder folder) throws IOException;
}
