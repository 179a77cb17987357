package org.synchronode.ws.protocol;

import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Token;

/** What a master's {@code /register} answers, read as strictly as what is said on a link. */
public final class RegistrationText {
  private static final int LONGEST = 64 * 1024;

  private RegistrationText() {}

  /** Credentials for a slave. */
  public record Registered(HostId host, Token token, HostName name, boolean active) {}

  /** A problem, by its code, and a sentence about it. */
  public record Refusal(String problem, String message) {}

  /**
   * Reads the answer of a registration that went well.
   *
   * @throws ProtocolException when it is none
   */
  public static Registered registered(String json) {
    return Json.read(
        json,
        LONGEST,
        fields ->
            new Registered(
                fields.value("hostId", HostId::new),
                fields.value("token", Token::new),
                fields.value("name", HostName::new),
                fields.text("status").equals("active")));
  }

  /**
   * Reads the answer of a registration that was refused.
   *
   * @throws ProtocolException when it is none
   */
  public static Refusal refusal(String json) {
    return Json.read(
        json, LONGEST, fields -> new Refusal(fields.text("problem"), fields.text("message")));
  }
}
