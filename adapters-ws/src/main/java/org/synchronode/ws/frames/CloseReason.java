package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The body of a close frame: a code and a reason (RFC 6455 sections 5.5.1 and 7.4). */
record CloseReason(int code, String reason) {
  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int PROTOCOL_ERROR = 1002;
  static final int NO_CODE = 1005;
  static final int NOT_CONSISTENT = 1007;
  static final int TOO_LARGE = 1009;
  static final int INTERNAL_ERROR = 1011;

  private static final int MAX_REASON = FrameHeader.MAX_CONTROL_PAYLOAD - 2;

  /** A reason that may be sent; a code that may not is the caller's mistake. */
  static CloseReason toSend(int code, String reason) {
    if (!maySend(code)) {
      throw new IllegalArgumentException("close code " + code + " must not be sent");
    }
    return new CloseReason(code, reason);
  }

  static CloseReason parse(byte[] body, int length) throws ProtocolViolation {
    if (length == 0) {
      return new CloseReason(NO_CODE, "");
    }
    if (length == 1) {
      throw ProtocolViolation.malformed("close frame with half a code");
    }
    int code = (body[0] & 0xff) << 8 | (body[1] & 0xff);
    if (!maySend(code)) {
      throw ProtocolViolation.malformed("close code " + code);
    }
    return new CloseReason(code, Utf8.decode(body, 2, length - 2));
  }

  /**
   * The body as it is sent: empty where there is no code, the reason cut between two characters
   * where it is too long.
   */
  byte[] body() {
    if (code == NO_CODE) {
      return new byte[0];
    }
    byte[] text = reason.getBytes(UTF_8);
    int length = Math.min(text.length, MAX_REASON);
    while (length < text.length && length > 0 && (text[length] & 0xc0) == 0x80) {
      length--;
    }
    byte[] body = new byte[2 + length];
    body[0] = (byte) (code >>> 8);
    body[1] = (byte) code;
    System.arraycopy(text, 0, body, 2, length);
    return body;
  }

  /**
   * 1004 is reserved, 1005, 1006 and 1015 are for reports only; 1012 to 1014 were registered with
   * IANA later.
   */
  private static boolean maySend(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
