package org.synchronode.http.header;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.ProblemException;
import org.synchronode.http.path.OwnAddresses;

/** A long header costs no more time than its length. */
class LongHeadersTest {
  private static final int LENGTH = 30_000;

  private static final TimeoutHeader TIMEOUTS =
      new TimeoutHeader(Duration.ofMinutes(3), Duration.ofHours(1), Duration.ofDays(1));

  private static final List<Consumer<String>> READERS =
      List.of(
          text -> RangeHeader.parse(Optional.of(text), Optional.of(text)),
          text -> IfHeader.parse(List.of(text)),
          text -> TIMEOUTS.granted(Optional.of(text)),
          text -> OverwriteHeader.parse(Optional.of(text)),
          text -> new OwnAddresses(List.of()).find(text),
          LockTokenHeader::parse,
          EntityTags::parse,
          Accept::prefersHtml,
          BasicCredentials::parse,
          HttpDate::parse,
          OcMtime::parse,
          OcChecksum::parse,
          ExpectedLength::parse,
          ContentRange::parse,
          DigestFields::parse,
          DigestFields::wanted,
          Prefer::parse);

  @Test
  void repetitionsAreReadQuickly() {
    for (String begin :
        List.of(
            "",
            "bytes=",
            "bytes=0-",
            "bytes 0-",
            "Second-",
            "http://",
            "<a:",
            "(<a:",
            "([\"",
            "a=",
            "a=\"",
            "a=(",
            "sha-256=:",
            "SHA1:",
            "1.",
            "text/html;q=0.",
            "Basic ")) {
      for (String piece :
          List.of(
              " ", "\t", "0", "9", "a", ",", ";", ":", "=", "\"", "\\", "(", "<", "%", "@", "/",
              "a,", "a=", "1 ", "(<a:b>)")) {
        String text = begin + piece.repeat(LENGTH / piece.length()) + "x";
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> READERS.forEach(reader -> read(reader, text)),
            begin + piece);
      }
    }
  }

  private static void read(Consumer<String> reader, String text) {
    try {
      reader.accept(text);
    } catch (ProblemException _) {
      // Refused, and soon.
    }
  }
}
