package org.synchronode.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.http.dav.quirks.MiniRedirectorRoot;
import org.synchronode.http.path.AskedPath;
import org.synchronode.http.path.ClientUrls;
import org.synchronode.http.path.RequestPath;

/**
 * Answers every request. The server's own routing is not used: it decides by a decoded path in
 * which {@code %2F} is a slash and {@code %2e%2e} climbs.
 */
final class Front implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);

  private final Gate gate;
  private final ClientUrls urls;
  private final Resource root;
  private final Resource rootOfMiniRedirector;
  private final Resource tree;
  private final Map<String, Resource> others;

  /**
   * Answers with these.
   *
   * @param root stands at {@code /}
   * @param rootOfMiniRedirector stands there for this one client
   * @param tree stands at {@code /browse} and everywhere below
   * @param others stand at one segment each
   */
  Front(
      Gate gate,
      ClientUrls urls,
      Resource root,
      Resource rootOfMiniRedirector,
      Resource tree,
      Map<String, Resource> others) {
    this.gate = gate;
    this.urls = urls;
    this.root = root;
    this.rootOfMiniRedirector = rootOfMiniRedirector;
    this.tree = tree;
    this.others = Map.copyOf(others);
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try {
      CommonHeaders.add(response);
      answer(request, response);
    } catch (ProblemException e) {
      Problems.answer(request, response, e.problem());
    } catch (Refusal e) {
      Problems.refused(request, response, e);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("A request failed: {}", request.prologue().method().text(), e);
      Problems.internalError(request, response);
    }
  }

  private void answer(ServerRequest request, ServerResponse response) {
    String raw = request.prologue().uriPath().rawPath();
    // OPTIONS * asks about the server as a whole (RFC 9110 §9.3.7).
    RequestPath whole =
        raw.equals("*") && request.prologue().method().text().equals("OPTIONS")
            ? new RequestPath(List.of(), true)
            : RequestPath.parse(raw);
    if (request.prologue().fragment().hasValue()) {
      // Whoever sends it means another name than the one that would be left.
      throw new ProblemException(
          new Problem.BadRequest("A number sign in a path must be percent-encoded."));
    }
    AskedPath asked = urls.asked(request, whole);
    RequestPath path =
        new RequestPath(asked.segments(), asked.segments().isEmpty() || whole.trailingSlash());
    Optional<Caller> caller = gate.admit(request, path);
    if (caller.isEmpty()) {
      Problems.unauthorized(request, response);
      return;
    }
    request.context().register(caller.get());
    Resource resource = resource(request, path);
    Optional<ResourceMethod> method = resource.method(request.prologue().method().text());
    if (method.isPresent()) {
      method.get().answer(new Call(request, response, path, asked.prefix(), caller.get()));
    } else {
      Problems.methodNotAllowed(request, response, resource.allow());
    }
  }

  private Resource resource(ServerRequest request, RequestPath path) {
    if (path.segments().isEmpty()) {
      return MiniRedirectorRoot.isAskedBy(request) ? rootOfMiniRedirector : root;
    }
    if (path.startsWith("browse")) {
      return tree;
    }
    return Optional.ofNullable(others.get(path.segments().getFirst()))
        .filter(_ -> path.segments().size() == 1)
        .orElseThrow(
            () -> new ProblemException(new Problem.NotFound("Nothing stands at this address.")));
  }
}
