package org.synchronode.http.header;

import java.util.Locale;
import java.util.Optional;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/** The header {@code Overwrite} of COPY and MOVE (RFC 4918 §10.6). */
public final class OverwriteHeader {
  private OverwriteHeader() {}

  /**
   * Whether what lies at the destination is replaced: yes, unless the header says F.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is neither T nor F
   */
  public static boolean parse(Optional<String> text) {
    return switch (text.map(value -> value.strip().toUpperCase(Locale.ROOT)).orElse("T")) {
      case "T" -> true;
      case "F" -> false;
      default -> throw new ProblemException(new Problem.BadRequest("Overwrite is T or F."));
    };
  }
}
