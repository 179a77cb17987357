package org.synchronode.ws.protocol;

import java.util.List;
import org.synchronode.application.replication.Announcement;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Token;

/** What a slave says to its master. */
public sealed interface SlaveMessage {

  /** What is sent as text. The rest is binary. */
  sealed interface AsText extends SlaveMessage {}

  /**
   * The first message.
   *
   * @param protocol {@link Bounds#PROTOCOL}
   * @param version of the program, for people
   * @param hosts itself and everything below it
   */
  record Hello(
      int protocol,
      HostId host,
      Token token,
      HostName name,
      String version,
      List<Announcement> hosts)
      implements AsText {
    public Hello {
      hosts = List.copyOf(hosts);
    }
  }

  /** Everything that it offers now, in the place of what it offered before. */
  record Hosts(List<Announcement> hosts) implements AsText {
    public Hosts {
      hosts = List.copyOf(hosts);
    }
  }

  /** A host's list moved on. Answered by ack, gap or resync. */
  record Moved(HostId host, Delta delta) implements AsText {}

  /**
   * A piece of a delta that is too long for one message. The pieces of a delta follow each other,
   * name the same revisions, and are applied as one; the last is answered like {@link Moved}.
   *
   * @param part from 0
   * @param changes follow those of the part before in order of revision
   */
  record MovedPart(
      HostId host,
      Revision from,
      Revision to,
      Fingerprint fingerprint,
      int part,
      boolean last,
      List<Change> changes)
      implements SlaveMessage {
    public MovedPart {
      changes = List.copyOf(changes);
    }
  }

  /** A whole list follows, in parts. */
  record SnapshotBegin(HostId host, ListHead head) implements AsText {}

  /** Entries of the list that was begun, in any order. */
  record SnapshotPart(HostId host, List<Entry> entries) implements SlaveMessage {
    public SnapshotPart {
      entries = List.copyOf(entries);
    }
  }

  /** The list is complete. Answered by ack or resync. */
  record SnapshotEnd(HostId host) implements AsText {}

  record Heartbeat() implements AsText {}

  /** The slave closes the link on purpose. */
  record Goodbye(String reason) implements AsText {}
}
