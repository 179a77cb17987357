package org.synchronode.http.header;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.RangeSpec;

/**
 * {@code Range} and {@code If-Range} together (RFC 9110 §14.2, §13.1.5). What can't be read is
 * ignored, as the RFC wants it, and the whole file is sent; so it is for several ranges, which
 * nobody needs from us and which could be made to overlap a thousand times.
 */
public final class RangeHeader {
  /** What is read is not read again in another way: a long header would take a minute. */
  private static final Pattern ONE_RANGE =
      Pattern.compile(
          "[bB][yY][tT][eE][sS]=[ \\t]*+,?+[ \\t]*+([0-9]*+)-([0-9]*+)[ \\t]*+,?+[ \\t]*+");

  private RangeHeader() {}

  /** Reads the values of both headers. Never throws. */
  public static RangeRequest parse(Optional<String> range, Optional<String> ifRange) {
    Optional<RangeSpec> spec = range.flatMap(RangeHeader::spec);
    if (spec.isEmpty()) {
      return new RangeRequest.Whole();
    }
    Optional<RangeRequest.IfRange> condition =
        ifRange.isEmpty()
            ? Optional.of(new RangeRequest.IfRange.Always())
            : condition(ifRange.get());
    return condition
        .<RangeRequest>map(known -> new RangeRequest.Part(spec.get(), known))
        .orElseGet(RangeRequest.Whole::new);
  }

  private static Optional<RangeSpec> spec(String text) {
    Matcher matcher = ONE_RANGE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(new RangeSpec.Last(number(last)));
    }
    if (last.isEmpty()) {
      return Optional.of(new RangeSpec.From(number(first)));
    }
    return number(last) < number(first)
        ? Optional.empty()
        : Optional.of(new RangeSpec.FromTo(number(first), number(last)));
  }

  /** A number that is too large for us is beyond the end of every file. */
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  /** Nothing when it can't be read: then it can't hold. */
  private static Optional<RangeRequest.IfRange> condition(String text) {
    String value = text.strip();
    if (value.startsWith("\"") || value.startsWith("W/")) {
      try {
        return Optional.of(new RangeRequest.IfRange.Tagged(EntityTags.parseOne(value)));
      } catch (ProblemException _) {
        return Optional.empty();
      }
    }
    return HttpDate.parse(value).map(RangeRequest.IfRange.Dated::new);
  }
}
