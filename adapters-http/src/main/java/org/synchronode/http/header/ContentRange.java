package org.synchronode.http.header;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.read.ByteRange;

/**
 * The header {@code Content-Range} of a PUT: the body is a part (RFC 9110 §14.4, §14.5). Who does
 * not store parts answers 400 to it, since to store it as the whole would be wrong.
 *
 * @param range the part
 * @param complete the length of the whole, where it is told
 */
public record ContentRange(ByteRange range, OptionalLong complete) {
  private static final Pattern FORM =
      Pattern.compile("bytes +([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

  /**
   * Reads it.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not a part in bytes
   */
  public static ContentRange parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw refused();
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    OptionalLong complete =
        matcher.group(3).equals("*")
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(matcher.group(3)));
    if (last < first || (complete.isPresent() && complete.getAsLong() <= last)) {
      throw refused();
    }
    return new ContentRange(new ByteRange(first, last - first + 1), complete);
  }

  private static ProblemException refused() {
    return new ProblemException(
        new Problem.BadRequest("Content-Range is bytes first-last/length, or with * for length."));
  }
}
