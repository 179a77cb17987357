package org.synchronode.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synchronode.application.users.Authenticate;
import org.synchronode.http.header.BasicCredentials;
import org.synchronode.http.path.RequestPath;

/** Decides who a request comes from, and whether that is enough. */
final class Gate {
  private static final Set<String> READING =
      Set.of("GET", "HEAD", "PROPFIND", "REPORT", "SEARCH", "OPTIONS");

  private final Authenticate authenticate;
  private final boolean anonymousReads;

  Gate(Authenticate authenticate, boolean anonymousReads) {
    this.authenticate = authenticate;
    this.anonymousReads = anonymousReads;
  }

  /**
   * Who sends this; nobody when it is refused. Credentials that are wrong are refused even where
   * none are needed: who sends them means to be somebody.
   */
  Optional<Caller> admit(ServerRequest request, RequestPath path) {
    String method = request.prologue().method().text();
    if (isForAll(method, path)) {
      return Optional.of(new Caller.Anonymous());
    }
    List<String> lines = request.headers().all(HeaderNames.AUTHORIZATION, List::of);
    if (lines.isEmpty()) {
      return anonymousReads && READING.contains(method)
          ? Optional.of(new Caller.Anonymous())
          : Optional.empty();
    }
    return Optional.of(lines)
        .filter(all -> all.size() == 1)
        .flatMap(all -> BasicCredentials.parse(all.getFirst()))
        .flatMap(pair -> authenticate.authenticate(pair.name(), pair.password()))
        .map(Caller.Known::new);
  }

  /**
   * A new slave has no name yet, and a monitor none at all; the Windows client asks {@code OPTIONS
   * /} before it knows that it needs one.
   */
  private static boolean isForAll(String method, RequestPath path) {
    return path.is("health")
        || path.is("register")
        || (path.segments().isEmpty() && method.equals("OPTIONS"));
  }
}
