package org.synchronode.application.replication;

import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.host.HostId;

/** The master's answer to an {@link Announcement}. */
public sealed interface Claim {
  HostId host();

  /** The host's list is taken from here; the master has it up to {@code have}. */
  record Known(HostId host, ListHead have) implements Claim {}

  /** The host's list is taken from here; the master has none of it. */
  record New(HostId host) implements Claim {}

  /** The id belongs to another route; nothing about it is taken from here. */
  record Refused(HostId host, String message) implements Claim {}
}
