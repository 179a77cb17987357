package org.synchronode.http.dav;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Optional;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.http.Call;

/**
 * What the header {@code Depth} may say to a method, and what it means that it is not there (RFC
 * 4918). On what is no collection every depth is the same, so DELETE and MOVE need not ask there.
 */
public enum DepthRule {
  /** §9.1. */
  PROPFIND,

  /** §9.8.3. */
  COPY,

  /** Of a collection: §9.9.2. */
  MOVE,

  /** Of a collection: §9.6.1. */
  DELETE,

  /** §9.10.3. */
  LOCK,

  /** RFC 3253 §3.6. */
  REPORT,

  /** RFC 6578 §3.3: how far it goes its body says. */
  SYNC_COLLECTION;

  private static final HeaderName NAME = HeaderNames.create("Depth");

  /** Reads it from a request, as {@link #read(Optional)}. */
  public Depth read(Call call) {
    return read(call.header(NAME));
  }

  /**
   * Reads the header.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it says something else
   */
  public Depth read(Optional<String> header) {
    Depth depth = header.map(DepthHeader::parse).orElse(absent());
    if (!allows(depth)) {
      throw new ProblemException(
          new Problem.BadRequest("This Depth is not one that this request can have here."));
    }
    return depth;
  }

  private Depth absent() {
    return switch (this) {
      case PROPFIND, COPY, MOVE, DELETE, LOCK -> Depth.INFINITY;
      case REPORT, SYNC_COLLECTION -> Depth.ZERO;
    };
  }

  private boolean allows(Depth depth) {
    return switch (this) {
      case PROPFIND, REPORT -> true;
      case COPY, LOCK -> depth != Depth.ONE;
      case MOVE, DELETE -> depth == Depth.INFINITY;
      case SYNC_COLLECTION -> depth == Depth.ZERO;
    };
  }
}
