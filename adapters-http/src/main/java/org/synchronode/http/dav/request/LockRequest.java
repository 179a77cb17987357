package org.synchronode.http.dav.request;

import java.util.Optional;
import org.synchronode.domain.lock.Lock;
import org.synchronode.http.dav.xml.XmlFragment;

/** What a LOCK asks for (RFC 4918 §9.10). */
public sealed interface LockRequest {

  /**
   * A new write lock.
   *
   * @param owner the element {@code owner}, which the client wants to have back
   */
  record Create(Lock.Scope scope, Optional<XmlFragment> owner) implements LockRequest {}

  /** To begin anew with the time of the lock that {@code If} names (§9.10.2). */
  record Refresh() implements LockRequest {}
}
