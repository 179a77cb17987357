package org.synchronode.ws.relay;

import org.synchronode.domain.Problem;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;

/** The text messages of an exchange. */
sealed interface ExchangeMessage {

  /** Master to slave: open this file. */
  record Read(HostId host, EntryPath path, ReadRequest request) implements ExchangeMessage {}

  /** Slave to master: it is open, and this is its state. */
  record Opened(FileState state) implements ExchangeMessage {}

  /** Slave to master: it can't be opened, or what was sent of it is not to be used. */
  record Failed(Problem problem) implements ExchangeMessage {}

  /** Slave to master: all bytes were sent. */
  record Done() implements ExchangeMessage {}
}
