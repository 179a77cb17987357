package org.synchronode.http.header;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Timeout} of LOCK (RFC 4918 §10.7): a list of wishes, the dearest first. It is a
 * wish: what can't be read is passed over, and what is outside of the bounds becomes a bound.
 *
 * @param shortest granted
 * @param standard granted to who wishes nothing
 * @param longest granted, also for {@code Infinite}
 */
public record TimeoutHeader(Duration shortest, Duration standard, Duration longest) {
  private static final int MOST_DIGITS = 10;
  private static final Pattern SECONDS = Pattern.compile("second-([0-9]++)");

  public TimeoutHeader {
    if (shortest.compareTo(standard) > 0 || standard.compareTo(longest) > 0) {
      throw new IllegalArgumentException("the standard time lies between the bounds");
    }
  }

  /** For how long a lock is granted. Never throws. */
  public Duration granted(Optional<String> text) {
    for (String wish : text.orElse("").toLowerCase(Locale.ROOT).split(",", -1)) {
      if (wish.strip().equals("infinite")) {
        return longest;
      }
      Matcher matcher = SECONDS.matcher(wish.strip());
      if (matcher.matches()) {
        return bounded(matcher.group(1));
      }
    }
    return standard;
  }

  private Duration bounded(String digits) {
    String number = digits.replaceFirst("^0+(?=.)", "");
    if (number.length() > MOST_DIGITS) {
      return longest;
    }
    Duration wished = Duration.ofSeconds(Long.parseLong(number));
    return wished.compareTo(longest) > 0
        ? longest
        : wished.compareTo(shortest) < 0 ? shortest : wished;
  }
}
