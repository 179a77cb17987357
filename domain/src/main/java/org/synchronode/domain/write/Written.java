package org.synchronode.domain.write;

import java.util.Optional;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.lock.Lock;

/**
 * What a change came to.
 *
 * @param revision that the owner's list stands at after it, at least
 * @param created whether nothing stood at its target before
 * @param file the file that stands at its target now, where it is one
 * @param lock that was taken or refreshed
 */
public record Written(
    Revision revision, boolean created, Optional<FileState> file, Optional<Granted> lock) {

  /** A lock with the path that it is on. */
  public record Granted(EntryPath root, Lock lock) {}
}
