package org.synchronode.ws.protocol;

import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/** What a master says to one announced host. */
public sealed interface ClaimAnswer {
  HostId host();

  /** The master has this much of the host's list. */
  record Known(HostId host, IndexId index, Revision revision) implements ClaimAnswer {}

  /** The master has none of it, or what it has is of no use: the whole list is wanted. */
  record New(HostId host) implements ClaimAnswer {}

  /** Nothing about this host is taken from here. */
  record Refused(HostId host, String message) implements ClaimAnswer {}
}
