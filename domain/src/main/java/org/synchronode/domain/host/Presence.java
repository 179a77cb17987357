package org.synchronode.domain.host;

import java.time.Instant;

/** Whether a host can be reached now: a lease that heartbeats renew. */
public sealed interface Presence {
  Instant since();

  record Online(Instant since) implements Presence {}

  record Offline(Instant since) implements Presence {}
}
