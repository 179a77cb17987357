package org.synchronode.domain.write;

import java.util.Optional;
import java.util.Set;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.lock.LockToken;

/**
 * What conditions are decided on.
 *
 * @param file the state of a file; nothing for a folder, and where nothing is
 * @param locks those that cover it, or would cover it
 */
public record ResourceState(boolean exists, Optional<FileState> file, Set<LockToken> locks) {
  /** Copies the set. */
  public ResourceState {
    locks = Set.copyOf(locks);
  }
}
