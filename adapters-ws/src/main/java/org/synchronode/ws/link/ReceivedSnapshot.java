package org.synchronode.ws.link;

import java.util.List;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.host.HostId;
import org.synchronode.ws.protocol.ProtocolException;

/** A list that comes in parts, held to what its beginning promised. */
final class ReceivedSnapshot implements AutoCloseable {
  private final HostId host;
  private final ListHead head;
  private final Staging staging;
  private long received;

  ReceivedSnapshot(HostId host, ListHead head, Staging staging) {
    this.host = host;
    this.head = head;
    this.staging = staging;
  }

  HostId host() {
    return host;
  }

  ListHead head() {
    return head;
  }

  void add(List<Entry> entries) {
    received += entries.size();
    if (received > head.entries()) {
      throw new ProtocolException("a list holds more entries than it promised");
    }
    staging.add(entries);
  }

  boolean commit() {
    return staging.commit(head);
  }

  @Override
  public void close() {
    staging.close();
  }
}
