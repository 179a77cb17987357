package org.synchronode.ws.link;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.synchronode.domain.host.JoinCode;
import org.synchronode.ws.protocol.ProtocolException;
import org.synchronode.ws.protocol.RegistrationText;

/** Asks a master for credentials: {@code GET /register}. */
final class Enrolment {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 64 * 1024;

  private final HttpClient http;
  private final SlaveIdentity identity;

  Enrolment(HttpClient http, SlaveIdentity identity) {
    this.http = http;
    this.identity = identity;
  }

  /** What came of it. */
  sealed interface Outcome {
    record Enrolled(Credentials credentials) implements Outcome {}

    /** The master answered no. What to do is in the reason. */
    record Denied(String code, String reason) implements Outcome {}

    /** It did not answer, or not as a master does; it may later. */
    record Unreachable(String reason) implements Outcome {}
  }

  Outcome enrol(MasterAddress master, Optional<JoinCode> code) throws InterruptedException {
    URI uri = master.registration();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(LONGEST)
            .header("Accept", "application/json")
            .header("Synchronode-Host-Id", identity.id().value())
            .header("Synchronode-Host-Name", encoded(identity.name().value()));
    code.ifPresent(c -> request.header("Synchronode-Join-Code", c.secret()));
    try {
      return read(
          uri,
          http.send(
              request.build(),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES)));
    } catch (IOException e) {
      return new Outcome.Unreachable(Failures.sentence(uri, e));
    }
  }

  private Outcome read(URI uri, HttpResponse<String> response) {
    int status = response.statusCode();
    try {
      if (status == 200) {
        RegistrationText.Registered registered = RegistrationText.registered(response.body());
        return registered.host().equals(identity.id())
            ? new Outcome.Enrolled(new Credentials(registered.token(), !registered.active()))
            : new Outcome.Denied("conflict", "The master gave this node another id than its own.");
      }
      if (status == 400 || status == 403 || status == 409 || status == 429) {
        RegistrationText.Refusal refusal = RegistrationText.refusal(response.body());
        return new Outcome.Denied(
            refusal.problem(), ProtocolException.printable(refusal.message()));
      }
    } catch (ProtocolException _) {
      // Somebody else answers there: a proxy, or another program.
    }
    return new Outcome.Unreachable(
        uri + " answers with status " + status + ", not as a master does. Is the address right?");
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
