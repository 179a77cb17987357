package org.synchronode.domain.write;

import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.user.UserName;

/**
 * What an upload in parts is known by between its parts: nobody goes on with what another one has
 * sent, and a file of another length is another upload.
 *
 * @param total how long the file will be, in bytes; at least 1
 */
public record UploadKey(EntryPath path, long total, UserName user) {
  /**
   * @throws IllegalArgumentException when nothing could be a part of it
   */
  public UploadKey {
    if (total < 1) {
      throw new IllegalArgumentException("a file without bytes has no parts");
    }
  }

  /** The same at another path. */
  public UploadKey at(EntryPath other) {
    return new UploadKey(other, total, user);
  }
}
