package org.synchronode.http.dav;

import java.util.Locale;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/** The header {@code Depth} (RFC 4918 §10.2). */
final class DepthHeader {
  private DepthHeader() {}

  /**
   * Reads its value.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is neither 0, 1 nor infinity
   */
  static Depth parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "0" -> Depth.ZERO;
      case "1" -> Depth.ONE;
      case "infinity" -> Depth.INFINITY;
      default -> throw new ProblemException(new Problem.BadRequest("Depth is 0, 1 or infinity."));
    };
  }
}
