package org.synchronode.domain.host;

import java.time.Instant;

/** Whether a host is let in. */
public sealed interface Standing {

  /**
   * It registered without a join code: it may say hello, and nothing else, until an administrator
   * approves it.
   */
  record Pending(Instant expires) implements Standing {}

  /** It publishes its list and is browsed. */
  record Active() implements Standing {}

  /** Its token is void for ever; its list is not shown. */
  record Revoked() implements Standing {}
}
