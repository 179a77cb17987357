package org.synchronode.http.browse;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.time.InstantSource;
import java.util.Optional;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.http.Call;
import org.synchronode.http.header.EntityTags;
import org.synchronode.http.header.HttpDate;
import org.synchronode.http.header.RangeHeader;

/**
 * Reads the conditions and the range of a GET or HEAD (RFC 9110 §13, §14) for the owner to decide.
 */
final class ReadRequests {
  private final InstantSource clock;

  ReadRequests(InstantSource clock) {
    this.clock = clock;
  }

  ReadRequest of(Call call) {
    return new ReadRequest(
        tags(call, HeaderNames.IF_MATCH),
        tags(call, HeaderNames.IF_NONE_MATCH),
        // A time that is still to come says nothing about what the client has.
        time(call, HeaderNames.IF_MODIFIED_SINCE, true),
        time(call, HeaderNames.IF_UNMODIFIED_SINCE, false),
        call.isHead()
            ? new RangeRequest.Whole()
            : RangeHeader.parse(call.header(HeaderNames.RANGE), call.header(HeaderNames.IF_RANGE)),
        !call.isHead());
  }

  private static TagCondition tags(Call call, HeaderName name) {
    Optional<String> value = call.header(name);
    return value.isPresent() ? EntityTags.parse(value.get()) : new TagCondition.Absent();
  }

  private TimeCondition time(Call call, HeaderName name, boolean pastOnly) {
    return call.header(name)
        .flatMap(HttpDate::parse)
        .filter(time -> !pastOnly || !time.isAfter(clock.instant()))
        .<TimeCondition>map(TimeCondition.At::new)
        .orElseGet(TimeCondition.Absent::new);
  }
}
