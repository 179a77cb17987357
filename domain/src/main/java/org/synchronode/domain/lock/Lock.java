package org.synchronode.domain.lock;

import java.time.Instant;
import org.synchronode.domain.user.UserName;

/**
 * A write lock on an entry.
 *
 * @param deep whether it also covers all that lies in the folder that it is on, now and later
 * @param owner what the client wrote about who holds it: an XML element as text, or nothing
 * @param holder who may use it
 * @param expires by the clock of the entry's owner
 */
public record Lock(
    LockToken token, Scope scope, boolean deep, String owner, UserName holder, Instant expires) {
  /** In characters. */
  public static final int LONGEST_OWNER = 8 * 1024;

  /** How locks on the same entry get along (RFC 4918 §6.2). */
  public enum Scope {
    EXCLUSIVE,
    SHARED
  }

  /**
   * @throws IllegalArgumentException when the owner is too long; who takes one from a client says
   *     so first
   */
  public Lock {
    if (owner.length() > LONGEST_OWNER) {
      throw new IllegalArgumentException(
          "a lock's owner has at most " + LONGEST_OWNER + " characters");
    }
  }

  public boolean isLive(Instant now) {
    return expires.isAfter(now);
  }

  /** The same for longer, or shorter. */
  public Lock until(Instant end) {
    return new Lock(token, scope, deep, owner, holder, end);
  }

  /** Whether both can be on one entry. */
  public boolean getsAlongWith(Scope other) {
    return scope == Scope.SHARED && other == Scope.SHARED;
  }
}
