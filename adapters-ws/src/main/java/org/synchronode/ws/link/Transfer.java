package org.synchronode.ws.link;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.host.HostId;
import org.synchronode.ws.protocol.Bulk;
import org.synchronode.ws.protocol.SlaveMessage;
import org.synchronode.ws.protocol.SnapshotParts;

/** Something long that goes out part by part, so that heartbeats and small deltas get between. */
sealed interface Transfer extends AutoCloseable {
  HostId host();

  /** Sends the next part; false when that was the last. */
  boolean sendPart(MasterSocket socket) throws IOException, InterruptedException;

  @Override
  void close();

  /** A whole list. */
  final class OfSnapshot implements Transfer {
    private final HostId host;
    private final Snapshot snapshot;
    private final SnapshotParts parts;
    private boolean begun;

    OfSnapshot(HostId host, Snapshot snapshot) {
      this.host = host;
      this.snapshot = snapshot;
      this.parts = new SnapshotParts(snapshot.entries());
    }

    @Override
    public HostId host() {
      return host;
    }

    @Override
    public boolean sendPart(MasterSocket socket) throws IOException, InterruptedException {
      if (!begun) {
        begun = true;
        socket.send(new SlaveMessage.SnapshotBegin(host, snapshot.head()));
      }
      if (parts.hasNext()) {
        socket.send(Bulk.write(new SlaveMessage.SnapshotPart(host, parts.next())));
      } else {
        // An empty part, so that each turn is one part in flight, whatever the list.
        socket.send(Bulk.write(new SlaveMessage.SnapshotPart(host, List.of())));
      }
      if (parts.hasNext()) {
        return true;
      }
      socket.send(new SlaveMessage.SnapshotEnd(host));
      return false;
    }

    @Override
    public void close() {
      snapshot.close();
    }
  }

  /** A delta that is too long for one message. */
  final class OfDelta implements Transfer {
    private final HostId host;
    private final Delta delta;
    private final Iterator<List<Change>> parts;
    private int next;

    OfDelta(HostId host, Delta delta) {
      this.host = host;
      this.delta = delta;
      this.parts = Bulk.parts(delta.changes()).iterator();
    }

    @Override
    public HostId host() {
      return host;
    }

    @Override
    public boolean sendPart(MasterSocket socket) throws IOException, InterruptedException {
      List<Change> part = parts.next();
      socket.send(
          Bulk.write(
              new SlaveMessage.MovedPart(
                  host,
                  delta.from(),
                  delta.to(),
                  delta.fingerprint(),
                  next++,
                  !parts.hasNext(),
                  part)));
      return parts.hasNext();
    }

    @Override
    public void close() {
      // It holds nothing but memory.
    }
  }
}
