package org.synchronode.ws.feed;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.synchronode.application.users.Authenticate;
import org.synchronode.domain.user.UserName;

/** The user of a request by HTTP Basic (RFC 7617). */
final class BasicLogin {
  private static final String SCHEME = "basic ";
  private static final int LONGEST = 1024;

  private final Authenticate authenticate;

  BasicLogin(Authenticate authenticate) {
    this.authenticate = authenticate;
  }

  boolean isTried(Headers headers) {
    return headers.contains(HeaderNames.AUTHORIZATION);
  }

  Optional<UserName> user(Headers headers) {
    String value = headers.first(HeaderNames.AUTHORIZATION).orElse("");
    if (value.length() > LONGEST || !value.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    try {
      byte[] pair = Base64.getDecoder().decode(value.substring(SCHEME.length()).strip());
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(pair)).toString();
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : authenticate.authenticate(text.substring(0, colon), text.substring(colon + 1));
    } catch (IllegalArgumentException | CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
