package org.synchronode.ws.protocol;

/** A peer said what can't be understood, is out of bounds or out of order. Its link ends. */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;

  /**
   * Makes one with a reason that may go to logs and to the peer.
   *
   * @param reason may hold what the peer sent: control characters in it are replaced
   */
  public ProtocolException(String reason) {
    super(printable(reason));
  }

  /** The reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** A text from a peer as it may stand in a log: one line, bounded, no control characters. */
  public static String printable(String text) {
    return printable(text, LONGEST);
  }

  static String printable(String text, int longest) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), longest));
    text.codePoints()
        .limit(longest)
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean harmful =
                  Character.isISOControl(c)
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE;
              out.appendCodePoint(harmful ? '?' : c);
            });
    return out.toString();
  }
}
