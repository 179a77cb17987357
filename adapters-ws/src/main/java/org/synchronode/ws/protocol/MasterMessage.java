package org.synchronode.ws.protocol;

import java.util.List;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/** What a master says to a slave; all of it is text. */
public sealed interface MasterMessage {

  /**
   * The answer to a hello.
   *
   * @param heartbeatSeconds how often each side says something at least
   * @param leaseSeconds a side that says nothing for so long is gone
   */
  record Welcome(HostId master, int heartbeatSeconds, int leaseSeconds, List<ClaimAnswer> claims)
      implements MasterMessage {
    public Welcome {
      claims = List.copyOf(claims);
    }
  }

  /** The answer to {@link SlaveMessage.Hosts}. */
  record Claims(List<ClaimAnswer> claims) implements MasterMessage {
    public Claims {
      claims = List.copyOf(claims);
    }
  }

  /**
   * The last message before the master closes: code {@link Refused#NOT_ADMITTED} or {@link
   * Refused#PROTOCOL_BROKEN}.
   *
   * @param code for the program: an {@code Admission.Reason}'s code, or {@code protocol}
   * @param message for the slave's log
   */
  record Refused(String code, String message) implements MasterMessage {
    /** Close code: who says hello is not let in. */
    public static final int NOT_ADMITTED = 4401;

    /** Close code: what was said breaks the protocol. */
    public static final int PROTOCOL_BROKEN = 4400;

    /** The code of a link that broke the protocol. */
    public static final String PROTOCOL = "protocol";
  }

  /** The host's list stands at this revision now. */
  record Ack(HostId host, Revision revision) implements MasterMessage {}

  /** The delta does not fit: the list stands here. Start again from there. */
  record Gap(HostId host, IndexId index, Revision revision) implements MasterMessage {}

  /** Nothing but the whole list helps. */
  record Resync(HostId host, String reason) implements MasterMessage {}

  /**
   * Binary parts that were taken on this link, since its beginning: so many are no longer in
   * flight.
   */
  record Taken(long parts) implements MasterMessage {}

  /** So many idle channels are wanted more than there are. */
  record Channels(int wanted) implements MasterMessage {}

  record Heartbeat() implements MasterMessage {}

  /** The master closes the link on purpose; the slave comes back after that time. */
  record Goodbye(String reason, int retrySeconds) implements MasterMessage {}
}
