package org.synchronode.application.files;

import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;

/**
 * What can be done with the files of hosts that one route leads to: a local disk, or a connected
 * slave and what lies below it. Implementations block the calling (virtual) thread, and are safe
 * for use by several threads.
 */
public interface HostFiles {

  /**
   * Opens a file for reading and decides, on its state at that moment, what the request comes to.
   *
   * @param host the owner of the file
   * @throws org.synchronode.domain.ProblemException with {@code NotFound} when there is no such
   *     shared file now, {@code HostOffline}, {@code Busy}, {@code OwnerTimedOut} or {@code
   *     OwnerFailed} when the owner can't be asked
   */
  OpenedFile open(HostId host, EntryPath path, ReadRequest request);
}
