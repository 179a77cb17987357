package org.synchronode.http.header;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times in headers (RFC 9110 §5.6.7). Written in UTC with a day of two digits: the web server's own
 * formatter writes the machine's zone, and {@code RFC_1123_DATE_TIME} one digit before the tenth;
 * clients understand neither.
 */
public final class HttpDate {
  private static final DateTimeFormatter IMF = formatter("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

  /** Two digits of a year: from 1977 to 2076, so that none is more than 50 years ahead. */
  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1977, 1, 1))
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter ASCTIME = formatter("EEE MMM ppd HH:mm:ss uuuu");
  private static final List<DateTimeFormatter> FORMS = List.of(IMF, RFC_850, ASCTIME);

  /** What four digits of a year can say. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private HttpDate() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** For example {@code Wed, 03 Jun 2026 01:02:03 GMT}. */
  public static String format(Instant time) {
    Instant written = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    return IMF.format(LocalDateTime.ofInstant(written, ZoneOffset.UTC));
  }

  /** The time in any of the three forms; nothing when it is none. */
  public static Optional<Instant> parse(String text) {
    for (DateTimeFormatter form : FORMS) {
      try {
        return Optional.of(LocalDateTime.parse(text.strip(), form).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException _) {
        // One of the other forms, or none.
      }
    }
    return Optional.empty();
  }
}
