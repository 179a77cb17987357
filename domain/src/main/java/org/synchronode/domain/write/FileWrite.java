package org.synchronode.domain.write;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.synchronode.domain.entry.EntryPath;

/**
 * A PUT of a whole file, as the owner needs to know it; the bytes come beside it.
 *
 * @param length in bytes, where the client announced it: with any other, nothing is stored
 * @param modified the time that the file is to have; the time of the writing where it is not given
 * @param digests with any other, nothing is stored
 */
public record FileWrite(
    EntryPath path,
    OptionalLong length,
    Optional<Instant> modified,
    List<ContentDigest> digests,
    WriteGuard guard) {
  /** Copies the list. */
  public FileWrite {
    digests = List.copyOf(digests);
  }

  /** The same at another path. */
  public FileWrite at(EntryPath other) {
    return new FileWrite(other, length, modified, digests, guard);
  }
}
