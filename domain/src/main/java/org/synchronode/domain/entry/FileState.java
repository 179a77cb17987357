package org.synchronode.domain.entry;

import java.time.Instant;

/**
 * What tells one content of a file from another.
 *
 * @param size in bytes
 */
public record FileState(EntryId id, Revision version, long size, Instant modified) {

  public ETag etag() {
    return ETag.of(id, version);
  }
}
