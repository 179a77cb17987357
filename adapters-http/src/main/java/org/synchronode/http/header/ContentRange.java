package org.synchronode.http.header;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.read.ByteRange;

/** The header {@code Content-Range} of a PUT: the body is a part (RFC 9110 §14.4, §14.5). */
public sealed interface ContentRange {
  Pattern FORM =
      Pattern.compile(
          "bytes +(?:([0-9]{1,18})-([0-9]{1,18})|\\*)/([0-9]{1,18}|\\*)", Pattern.CASE_INSENSITIVE);

  /**
   * These bytes of a file.
   *
   * @param complete the length of the whole, where it is told
   */
  record Part(ByteRange range, OptionalLong complete) implements ContentRange {}

  /**
   * None of them.
   *
   * @param complete the length of the whole, at least 1
   */
  record NoBytes(long complete) implements ContentRange {}

  /**
   * Reads it.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it says neither
   */
  static ContentRange parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw refused();
    }
    OptionalLong complete =
        matcher.group(3).equals("*")
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(matcher.group(3)));
    if (matcher.group(1) == null) {
      return new NoBytes(
          complete.stream().filter(length -> length > 0).findAny().orElseThrow(() -> refused()));
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    if (last < first || last >= complete.orElse(Long.MAX_VALUE)) {
      throw refused();
    }
    return new Part(new ByteRange(first, last - first + 1), complete);
  }

  private static ProblemException refused() {
    return new ProblemException(
        new Problem.BadRequest(
            "Content-Range is bytes first-last/length, first-last/*, or */length."));
  }
}
