package org.synchronode.http.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.write.ContentDigest;

/** The headers of requests that change something. */
class WriteHeadersTest {
  private static final String EMPTY_SHA_256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String EMPTY_SHA_256_BASE64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private final TimeoutHeader timeouts =
      new TimeoutHeader(Duration.ofMinutes(3), Duration.ofHours(1), Duration.ofDays(1));

  @Test
  void overwritesUnlessToldNotTo() {
    assertThat(OverwriteHeader.parse(Optional.empty())).isTrue();
    assertThat(OverwriteHeader.parse(Optional.of("T"))).isTrue();
    assertThat(OverwriteHeader.parse(Optional.of(" f "))).isFalse();
    for (String wrong : List.of("", "true", "TF", "0")) {
      refuses(() -> OverwriteHeader.parse(Optional.of(wrong)));
    }
  }

  @Test
  void theFirstWishThatIsReadableIsGrantedWithinTheBounds() {
    assertThat(timeouts.granted(Optional.empty())).isEqualTo(Duration.ofHours(1));
    assertThat(granted("Second-600")).isEqualTo(Duration.ofMinutes(10));
    assertThat(granted("Infinite, Second-4100000000")).isEqualTo(Duration.ofDays(1));
    assertThat(granted("Second-4100000000, Infinite")).isEqualTo(Duration.ofDays(1));
    assertThat(granted("Second-99999999999999999999999")).isEqualTo(Duration.ofDays(1));
    assertThat(granted("Second-00000000000000000000600")).isEqualTo(Duration.ofMinutes(10));
    assertThat(granted("Second-0")).isEqualTo(Duration.ofMinutes(3));
    assertThat(granted("Extend-5, second-1800")).isEqualTo(Duration.ofMinutes(30));
    for (String nothing :
        List.of("", ",", "Second-", "Second--1", "Second-1.5", "600", "forever")) {
      assertThat(granted(nothing)).as(nothing).isEqualTo(Duration.ofHours(1));
    }
  }

  private Duration granted(String text) {
    return timeouts.granted(Optional.of(text));
  }

  @Test
  void aLockTokenIsReadWithAndWithoutItsBrackets() {
    assertThat(LockTokenHeader.parse(" <urn:uuid:1> ")).isEqualTo("urn:uuid:1");
    assertThat(LockTokenHeader.parse("opaquelocktoken:1")).isEqualTo("opaquelocktoken:1");
    assertThat(LockTokenHeader.parse(LockTokenHeader.format("urn:x"))).isEqualTo("urn:x");
    for (String wrong :
        List.of("", "<>", "<", "no-scheme", "<urn:a", "urn:a>", "<urn:a> <urn:b>", "<urn:a b>")) {
      refuses(() -> LockTokenHeader.parse(wrong));
    }
  }

  @Test
  void ownCloudTimesAreSecondsAndJunkIsIgnored() {
    assertThat(OcMtime.parse("1780448522")).contains(Instant.parse("2026-06-03T01:02:02Z"));
    assertThat(OcMtime.parse("1780448522.500000"))
        .contains(Instant.parse("2026-06-03T01:02:02.5Z"));
    assertThat(OcMtime.parse("-1.5")).contains(Instant.parse("1969-12-31T23:59:58.5Z"));
    for (String junk :
        List.of("", "x", "1e9", "999999999999", "0x10", "1.", "-", "\u0661", "NaN")) {
      assertThat(OcMtime.parse(junk)).as(junk).isEmpty();
    }
  }

  @Property
  void everySecondOfFourDigitYearsIsRead(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds) {
    assertThat(OcMtime.parse(Long.toString(seconds))).contains(Instant.ofEpochSecond(seconds));
  }

  @Test
  void expectedLengthsAreDigits() {
    assertThat(ExpectedLength.parse(" 12 ")).isEqualTo(OptionalLong.of(12));
    for (String junk : List.of("", "-1", "1.0", "x", "9999999999999999999")) {
      assertThat(ExpectedLength.parse(junk)).as(junk).isEmpty();
    }
  }

  @Test
  void aContentRangeIsAPartOfAWhole() {
    assertThat(ContentRange.parse("bytes 0-9/100"))
        .isEqualTo(new ContentRange.Part(new ByteRange(0, 10), OptionalLong.of(100)));
    assertThat(ContentRange.parse("bytes 5-5/*"))
        .isEqualTo(new ContentRange.Part(new ByteRange(5, 1), OptionalLong.empty()));
    assertThat(ContentRange.parse("Bytes */100")).isEqualTo(new ContentRange.NoBytes(100));
    for (String wrong :
        List.of(
            "",
            "bytes */*",
            "bytes */0",
            "bytes 0--1/0",
            "bytes 0-9/100,bytes 10-19/100",
            "bytes 0-9999999999999999999/*",
            "bytes 9-0/100",
            "bytes 0-100/100",
            "bytes=0-9/100",
            "0-9/100",
            "pages 0-9/100",
            "bytes 0-9")) {
      refuses(() -> ContentRange.parse(wrong));
    }
  }

  @Test
  void digestsAreReadByNameAndTheWeakOnesIgnored() {
    assertThat(
            DigestFields.parse(
                "md5=:AAAA:, sha-256=:"
                    + EMPTY_SHA_256_BASE64
                    + ":;a=\"b\";c, unixsum=3, x=(1 2);y"))
        .containsExactly(new ContentDigest(ContentDigest.Algorithm.SHA_256, EMPTY_SHA_256));
    assertThat(DigestFields.parse("")).isEmpty();
    assertThat(
            DigestFields.format(new ContentDigest(ContentDigest.Algorithm.SHA_256, EMPTY_SHA_256)))
        .isEqualTo("sha-256=:" + EMPTY_SHA_256_BASE64 + ":");
    for (String wrong :
        List.of(
            "sha-256",
            "sha-256=:AAAA:",
            "sha-256=" + EMPTY_SHA_256_BASE64,
            "sha-256=:" + EMPTY_SHA_256_BASE64,
            "sha-256=:" + EMPTY_SHA_256_BASE64 + ":,",
            "sha-256=:*:",
            "SHA-256=:" + EMPTY_SHA_256_BASE64 + ":",
            "sha-512=:" + EMPTY_SHA_256_BASE64 + ":",
            "sha-256=1")) {
      refuses(() -> DigestFields.parse(wrong));
    }
  }

  @Property
  void aDigestThatIsWrittenIsReadAsTheSame(@ForAll @Size(64) byte[] sum) {
    ContentDigest digest =
        new ContentDigest(ContentDigest.Algorithm.SHA_512, HexFormat.of().formatHex(sum));
    assertThat(DigestFields.parse(DigestFields.format(digest))).containsExactly(digest);
  }

  @Test
  void theDigestThatIsWishedMostIsWanted() {
    assertThat(DigestFields.wanted("sha-256=3, sha-512=10, md5=10"))
        .contains(ContentDigest.Algorithm.SHA_512);
    assertThat(DigestFields.wanted("sha-256=10,sha-512=10"))
        .contains(ContentDigest.Algorithm.SHA_256);
    for (String none :
        List.of("", "sha-256=0", "md5=10", "sha-256", "sha-256=11", "sha-256=1.5", "sha-256=10;")) {
      assertThat(DigestFields.wanted(none)).as(none).isEmpty();
    }
  }

  @Test
  void ownCloudChecksumsMayBeSeveral() {
    assertThat(
            OcChecksum.parse(
                "SHA1:DA39A3EE5E6B4B0D3255BFEF95601890AFD80709 adler32:00000001 CRC64:xyz"))
        .containsExactly(
            new ContentDigest(
                ContentDigest.Algorithm.SHA_1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            new ContentDigest(ContentDigest.Algorithm.ADLER32, "00000001"));
    assertThat(OcChecksum.format(new ContentDigest(ContentDigest.Algorithm.ADLER32, "00000001")))
        .isEqualTo("ADLER32:00000001");
    for (String wrong : List.of("", "SHA1", ":00", "SHA1:00", "ADLER32:0000000g", "MD5:")) {
      refuses(() -> OcChecksum.parse(wrong));
    }
  }

  @Test
  void preferencesAreTheFirstOnesOfTheirName() {
    assertThat(Prefer.parse("return=minimal")).isEqualTo(new Prefer(true, false));
    assertThat(Prefer.parse("respond-async, wait=10;x=\"a,b\\\"\" , Return = \"minimal\";foo"))
        .isEqualTo(new Prefer(true, false));
    assertThat(Prefer.parse("return=minimal, depth-noroot")).isEqualTo(new Prefer(true, true));
    assertThat(Prefer.parse("return=representation,return=minimal")).isEqualTo(Prefer.NOTHING);
    assertThat(Prefer.parse("depth-noroot, \"broken, return=minimal"))
        .isEqualTo(new Prefer(false, true));
    assertThat(Prefer.parse("")).isEqualTo(Prefer.NOTHING);
    assertThat(new Prefer(true, true).applied()).contains("return=minimal, depth-noroot");
    assertThat(Prefer.NOTHING.applied()).isEmpty();
  }

  @Test
  void aLongHeaderDoesNotExhaustTheStack() {
    String quoted = "\"" + "\\\"".repeat(100_000) + "\"";
    assertThat(Prefer.parse("x=" + quoted + ", return=minimal").minimal()).isTrue();
    assertThat(DigestFields.parse("x=" + quoted)).isEmpty();
    assertThat(DigestFields.parse("x=(" + "a ".repeat(100_000) + ")")).isEmpty();
  }

  @Provide
  Arbitrary<String> nearlyRight() {
    return Arbitraries.of(
            "<",
            ">",
            "urn:a",
            "T",
            "Second-",
            "Infinite",
            "9",
            "99999999999",
            "-",
            ".",
            ",",
            ";",
            "=",
            ":",
            "sha-256",
            "sha-512=:",
            EMPTY_SHA_256_BASE64,
            EMPTY_SHA_256,
            "SHA1:",
            "(",
            ")",
            "\"",
            "\\",
            "?1",
            "@",
            "%",
            "*",
            "/",
            " ",
            "\t",
            "return=",
            "minimal",
            "depth-noroot",
            "bytes ",
            "bytes */",
            "0-3/4",
            "a",
            "\u00e9")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void noReaderThrowsAnythingButItsOwnError(
      @ForAll("nearlyRight") String near, @ForAll String any) {
    for (String text : List.of(near, any)) {
      timeouts.granted(Optional.of(text));
      OcMtime.parse(text);
      ExpectedLength.parse(text);
      Prefer.parse(text);
      DigestFields.wanted(text);
      for (Runnable reader :
          List.<Runnable>of(
              () -> OverwriteHeader.parse(Optional.of(text)),
              () -> LockTokenHeader.parse(text),
              () -> ContentRange.parse(text),
              () -> DigestFields.parse(text),
              () -> OcChecksum.parse(text))) {
        try {
          reader.run();
        } catch (ProblemException e) {
          assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
        }
      }
    }
  }

  private static void refuses(Runnable reader) {
    assertThatThrownBy(reader::run).isInstanceOf(ProblemException.class);
  }
}
