package org.synchronode.application.replication;

import org.synchronode.domain.host.Host;

/** Whether a slave that says hello is let in. */
public sealed interface Admission {

  record Admitted(Host slave) implements Admission {}

  /**
   * It is not.
   *
   * @param message for the slave's log: why, and what to do
   */
  record Refused(Reason reason, String message) implements Admission {}

  /** What the slave's program can tell apart. */
  enum Reason {
    /** It waits for approval: try again soon. */
    PENDING("pending"),
    /** The token is wrong, or was never given out: only registering anew helps. */
    UNKNOWN_TOKEN("unknown-token"),
    /** An administrator shut it out: only another invitation helps. */
    REVOKED("revoked");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable name on the wire. */
    public String code() {
      return code;
    }
  }
}
