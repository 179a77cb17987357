package org.synchronode.ws.relay;

import org.synchronode.application.files.Space;
import org.synchronode.domain.Problem;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;

/** The text messages of an exchange. */
sealed interface ExchangeMessage {

  /** Master to slave: open this file. */
  record Read(HostId host, EntryPath path, ReadRequest request) implements ExchangeMessage {}

  /** Slave to master: it is open, and this is its state. */
  record Opened(FileState state) implements ExchangeMessage {}

  /** Slave to master: it can't be done, or what was sent of it is not to be used. */
  record Failed(Problem problem) implements ExchangeMessage {}

  /** Slave to master: all bytes were sent. */
  record Done() implements ExchangeMessage {}

  /** Master to slave: a file is to be written, and its bytes can be had. */
  record Write(HostId host, FileWrite write) implements ExchangeMessage {}

  /** Master to slave: a tree from another host is to be stored, and its bytes can be had. */
  record WriteTree(HostId host, TreeWrite write) implements ExchangeMessage {}

  /** Master to slave: a part of a file is to be written, and its bytes can be had. */
  record WritePart(HostId host, PartWrite write) implements ExchangeMessage {}

  /** Master to slave: how much of this is held? */
  record AskHeld(HostId host, UploadKey upload) implements ExchangeMessage {}

  /** Slave to master: so many bytes. */
  record Held(long bytes) implements ExchangeMessage {}

  /** Slave to master: the bytes are wanted. */
  record Ready() implements ExchangeMessage {}

  /** Master to slave: these were all bytes. */
  record End() implements ExchangeMessage {}

  /** Master to slave: no more bytes come, and what was sent of them is not to be used. */
  record Broken() implements ExchangeMessage {}

  /** Master to slave: change this. */
  record Edit(HostId host, org.synchronode.domain.write.Edit edit) implements ExchangeMessage {}

  /** Slave to master: it is done. */
  record Written(org.synchronode.domain.write.Written written) implements ExchangeMessage {}

  /** Master to slave: how much room is there? */
  record AskSpace(HostId host) implements ExchangeMessage {}

  /** Slave to master: so much. */
  record Room(Space space) implements ExchangeMessage {}

  /**
   * Either way: the message itself follows in binary messages, because it does not fit in a text
   * one.
   *
   * @param bytes of its UTF-8 text
   */
  record Announcement(int bytes) implements ExchangeMessage {}
}
