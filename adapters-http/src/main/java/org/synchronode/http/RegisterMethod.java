package org.synchronode.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.synchronode.application.hosts.RegisterHost;
import org.synchronode.application.hosts.Registration;
import org.synchronode.application.hosts.RegistrationRequest;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.JoinCode;
import org.synchronode.http.path.RequestPath;

/**
 * {@code GET /register}: an id and a token for a new slave. What it brings stands in headers, never
 * in a query: addresses end up in logs.
 */
final class RegisterMethod implements ResourceMethod {
  /** The invitation. */
  static final HeaderName JOIN_CODE = HeaderNames.create("Synchronode-Join-Code");

  /** The wanted name, percent-encoded UTF-8. */
  static final HeaderName HOST_NAME = HeaderNames.create("Synchronode-Host-Name");

  /** The id of an earlier life. */
  static final HeaderName HOST_ID = HeaderNames.create("Synchronode-Host-Id");

  private final RegisterHost registerHost;
  private final ClientAddress clientAddress;

  RegisterMethod(RegisterHost registerHost, ClientAddress clientAddress) {
    this.registerHost = registerHost;
    this.clientAddress = clientAddress;
  }

  @Override
  public List<String> names() {
    return List.of("GET");
  }

  @Override
  public void answer(Call call) {
    if (call.request().prologue().hasQuery()) {
      throw new ProblemException(
          new Problem.BadRequest(
              "Registering takes no query. Bring a join code in the header "
                  + JOIN_CODE.defaultCase()
                  + "."));
    }
    Registration registration =
        registerHost.register(
            new RegistrationRequest(
                id(call), name(call), code(call), clientAddress.of(call.request())));
    call.response().header(HeaderNames.CACHE_CONTROL, "no-store");
    SmallAnswer.send(
        call,
        "application/json",
        Json.bytes(
            json ->
                json.writeStartObject()
                    .writeStringProperty("hostId", registration.host().id().value())
                    .writeStringProperty("token", registration.token().secret())
                    .writeStringProperty("name", registration.host().name().value())
                    .writeStringProperty(
                        "status", registration.host().active() ? "active" : "pending")
                    .writeEndObject()));
  }

  private static RegistrationRequest.Id id(Call call) {
    return value(call, HOST_ID, HostId::new)
        .<RegistrationRequest.Id>map(RegistrationRequest.Id.Known::new)
        .orElseGet(RegistrationRequest.Id.New::new);
  }

  private static RegistrationRequest.Name name(Call call) {
    return value(call, HOST_NAME, RegisterMethod::decodedName)
        .<RegistrationRequest.Name>map(RegistrationRequest.Name.Wanted::new)
        .orElseGet(RegistrationRequest.Name.Whatever::new);
  }

  private static RegistrationRequest.Code code(Call call) {
    return value(call, JOIN_CODE, JoinCode::new)
        .<RegistrationRequest.Code>map(RegistrationRequest.Code.Brought::new)
        .orElseGet(RegistrationRequest.Code.Missing::new);
  }

  /** A host's name is one segment of a path, and is read as one. */
  private static HostName decodedName(String text) {
    List<String> segments = RequestPath.parse("/" + text).segments();
    if (segments.size() != 1) {
      throw new IllegalArgumentException("a host's name has no slash");
    }
    return new HostName(segments.getFirst());
  }

  private static <T> Optional<T> value(Call call, HeaderName name, Function<String, T> reader) {
    try {
      return call.header(name).map(String::strip).map(reader);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new Problem.BadRequest("The header " + name.defaultCase() + ": " + e.getMessage() + "."),
          e);
    }
  }
}
