package org.synchronode.ws.frames;

import java.io.IOException;

/**
 * The peer broke RFC 6455 or a bound of ours; it has been told the code, and the connection is
 * dropped.
 */
public final class ProtocolViolation extends IOException {
  private static final long serialVersionUID = 1L;

  private final int code;

  private ProtocolViolation(int code, String message) {
    super(message);
    this.code = code;
  }

  /** Malformed frames, or frames out of order. */
  static ProtocolViolation malformed(String what) {
    return new ProtocolViolation(CloseReason.PROTOCOL_ERROR, what);
  }

  /** Text that is not UTF-8. */
  static ProtocolViolation notUtf8(String what) {
    return new ProtocolViolation(CloseReason.NOT_CONSISTENT, what);
  }

  /** A message beyond the bound. */
  static ProtocolViolation tooLarge(int bound) {
    return new ProtocolViolation(CloseReason.TOO_LARGE, "message larger than " + bound + " bytes");
  }

  /** The close code for it: 1002, 1007 or 1009 (RFC 6455 section 7.4.1). */
  public int code() {
    return code;
  }
}
