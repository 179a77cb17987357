package org.synchronode.domain.write;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.PropertyPatch;

/**
 * A change of one share for which no bytes of a client are needed. It happens as a whole or not.
 */
public sealed interface Edit {
  /** What it is about. */
  EntryPath path();

  WriteGuard guard();

  /**
   * MKCOL: a folder where nothing is.
   *
   * @param properties that it has from the beginning (RFC 5689)
   */
  record MakeFolder(EntryPath path, List<PropertyPatch> properties, WriteGuard guard)
      implements Edit {
    public MakeFolder {
      properties = List.copyOf(properties);
    }
  }

  /**
   * DELETE, with all that lies in it.
   *
   * @param unchangedSince where it must not have changed, nor anything in it, since that revision
   *     of the owner's list: it was copied as it was then
   */
  record Delete(EntryPath path, Optional<Revision> unchangedSince, WriteGuard guard)
      implements Edit {

    /** Whenever it was changed. */
    public Delete(EntryPath path, WriteGuard guard) {
      this(path, Optional.empty(), guard);
    }
  }

  /**
   * MOVE within the share.
   *
   * @param overwrite whether what stands at the target gives way, as a whole
   */
  record Move(EntryPath path, EntryPath to, boolean overwrite, WriteGuard guard) implements Edit {}

  /**
   * COPY within the share.
   *
   * @param deep with all that lies in it; else of a folder only the folder itself
   */
  record Copy(EntryPath path, EntryPath to, boolean deep, boolean overwrite, WriteGuard guard)
      implements Edit {}

  /**
   * PROPPATCH.
   *
   * @param modified the time that a file or folder is to have from now on
   */
  record Patch(
      EntryPath path, List<PropertyPatch> properties, Optional<Instant> modified, WriteGuard guard)
      implements Edit {
    public Patch {
      properties = List.copyOf(properties);
    }
  }

  /**
   * LOCK. Where nothing is, an empty file is made (RFC 4918 §7.3).
   *
   * @param owner as {@link Lock#owner}
   * @param wanted how long the client would like to have it
   */
  record TakeLock(
      EntryPath path,
      Lock.Scope scope,
      boolean deep,
      String owner,
      Duration wanted,
      WriteGuard guard)
      implements Edit {}

  /** LOCK without a body: the lock that the guard submits lasts longer (RFC 4918 §9.10.2). */
  record RefreshLock(EntryPath path, Duration wanted, WriteGuard guard) implements Edit {}

  /** UNLOCK, of a lock that covers the path. */
  record Unlock(EntryPath path, LockToken token, WriteGuard guard) implements Edit {}
}
