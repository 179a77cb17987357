package org.synchronode.ws.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ProtocolException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.RangeSpec;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;

class ExchangeCodecTest {
  private static final HostId HOST = new HostId("abcdefghijklmnopqrstuvwxyz");

  @Property(tries = 500)
  void aRequestIsReadAsItWasWritten(@ForAll("requests") ReadRequest request)
      throws ProtocolException {
    ExchangeMessage message =
        new ExchangeMessage.Read(HOST, EntryPath.of("a b", "ü%2F", "\uD83D\uDE00"), request);
    assertThat(ExchangeCodec.read(ExchangeCodec.write(message))).isEqualTo(message);
  }

  @Property(tries = 2000)
  void whateverComesIsAMessageOrAViolation(@ForAll String text) {
    try {
      assertThat(ExchangeCodec.read(text)).isNotNull();
    } catch (ProtocolException e) {
      assertThat(e).hasMessage("not a message of an exchange");
    }
  }

  @Property(tries = 500)
  void aMutilatedRequestIsAMessageOrAViolation(
      @ForAll("requests") ReadRequest request, @ForAll int at, @ForAll char other) {
    String text = ExchangeCodec.write(new ExchangeMessage.Read(HOST, EntryPath.of("a"), request));
    int i = Math.floorMod(at, text.length());
    whateverComesIsAMessageOrAViolation(text.substring(0, i) + other + text.substring(i + 1));
  }

  @Provide
  Arbitrary<ReadRequest> requests() {
    Arbitrary<TagCondition.Tag> tag =
        Combinators.combine(Arbitraries.strings().ofMaxLength(20), Arbitraries.of(true, false))
            .as(TagCondition.Tag::new);
    Arbitrary<TagCondition> tags =
        Arbitraries.oneOf(
            Arbitraries.just(new TagCondition.Absent()),
            Arbitraries.just(new TagCondition.Any()),
            tag.list().ofMaxSize(4).map(TagCondition.OneOf::new));
    Arbitrary<Instant> seconds =
        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
    Arbitrary<TimeCondition> times =
        Arbitraries.oneOf(
            Arbitraries.just(new TimeCondition.Absent()), seconds.map(TimeCondition.At::new));
    Arbitrary<Long> offsets = Arbitraries.longs().between(0, Long.MAX_VALUE / 2);
    Arbitrary<RangeSpec> specs =
        Arbitraries.oneOf(
            Combinators.combine(offsets, offsets)
                .as((a, b) -> new RangeSpec.FromTo(Math.min(a, b), Math.max(a, b))),
            offsets.map(RangeSpec.From::new),
            offsets.map(RangeSpec.Last::new));
    Arbitrary<RangeRequest.IfRange> ifRanges =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.just(new RangeRequest.IfRange.Always()),
                tag.map(RangeRequest.IfRange.Tagged::new),
                seconds.map(RangeRequest.IfRange.Dated::new)));
    Arbitrary<RangeRequest> ranges =
        Arbitraries.oneOf(
            Arbitraries.just(new RangeRequest.Whole()),
            Combinators.combine(specs, ifRanges).as(RangeRequest.Part::new));
    return Combinators.combine(tags, tags, times, times, ranges, Arbitraries.of(true, false))
        .as(ReadRequest::new);
  }
}
