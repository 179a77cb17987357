package org.synchronode.http.header;

import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/**
 * The header {@code Lock-Token} (RFC 4918 §10.5): a URI between {@code <} and {@code >}. Windows
 * may leave those out on UNLOCK.
 */
public final class LockTokenHeader {
  private static final int LONGEST = 1000;

  private LockTokenHeader() {}

  /**
   * Reads the token, without its brackets.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not one URI
   */
  public static String parse(String text) {
    String token = text.strip();
    if (token.length() > 1 && token.startsWith("<") && token.endsWith(">")) {
      token = token.substring(1, token.length() - 1);
    }
    if (token.length() > LONGEST
        || !UriScheme.begins(token)
        || token.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '<' || c == '>')) {
      throw new ProblemException(new Problem.BadRequest("Lock-Token holds one URI, as <uri>."));
    }
    return token;
  }

  /** Writes it. */
  public static String format(String token) {
    return "<" + token + ">";
  }
}
