package org.synchronode.ws.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.RangeSpec;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions and the range of a read, as fields of its message; what is absent is left out. */
final class ConditionsCodec {
  private ConditionsCodec() {}

  static void write(ReadRequest request, ObjectNode json) {
    json.put("bytes", request.bytesWanted());
    writeTags(request.ifMatch(), json, "ifMatch");
    writeTags(request.ifNoneMatch(), json, "ifNoneMatch");
    writeTime(request.ifModifiedSince(), json, "ifModifiedSince");
    writeTime(request.ifUnmodifiedSince(), json, "ifUnmodifiedSince");
    if (request.range()
        instanceof RangeRequest.Part(RangeSpec range, RangeRequest.IfRange condition)) {
      ObjectNode part = json.putObject("range");
      switch (range) {
        case RangeSpec.FromTo(long first, long last) -> part.put("first", first).put("last", last);
        case RangeSpec.From(long first) -> part.put("first", first);
        case RangeSpec.Last(long length) -> part.put("suffix", length);
      }
      switch (condition) {
        case RangeRequest.IfRange.Always _ -> {}
        case RangeRequest.IfRange.Tagged(TagCondition.Tag tag) ->
            writeTag(tag, part.putObject("ifTag"));
        case RangeRequest.IfRange.Dated(Instant second) -> part.put("ifDate", second.toString());
      }
    }
  }

  /**
   * Throws {@link RuntimeException}s of the kinds that {@link ExchangeCodec#read} turns into a
   * violation.
   */
  static ReadRequest read(JsonNode json) {
    return new ReadRequest(
        readTags(json.path("ifMatch")),
        readTags(json.path("ifNoneMatch")),
        readTime(json.path("ifModifiedSince")),
        readTime(json.path("ifUnmodifiedSince")),
        readRange(json.path("range")),
        Fields.truth(json, "bytes"));
  }

  static void writeTags(TagCondition condition, ObjectNode json, String field) {
    switch (condition) {
      case TagCondition.Absent _ -> {}
      case TagCondition.Any _ -> json.put(field, "*");
      case TagCondition.OneOf(List<TagCondition.Tag> tags) -> {
        ArrayNode array = json.putArray(field);
        tags.forEach(tag -> writeTag(tag, array.addObject()));
      }
    }
  }

  static void writeTag(TagCondition.Tag tag, ObjectNode json) {
    json.put("value", tag.value()).put("weak", tag.weak());
  }

  static void writeTime(TimeCondition condition, ObjectNode json, String field) {
    if (condition instanceof TimeCondition.At(Instant second)) {
      json.put(field, second.toString());
    }
  }

  static TagCondition readTags(JsonNode json) {
    if (json.isMissingNode()) {
      return new TagCondition.Absent();
    }
    if (json.isString() && json.asString().equals("*")) {
      return new TagCondition.Any();
    }
    if (!json.isArray()) {
      throw new IllegalArgumentException("tags are * or a list");
    }
    List<TagCondition.Tag> tags = new ArrayList<>();
    json.forEach(tag -> tags.add(readTag(tag)));
    return new TagCondition.OneOf(tags);
  }

  static TagCondition.Tag readTag(JsonNode json) {
    return new TagCondition.Tag(Fields.text(json, "value"), Fields.truth(json, "weak"));
  }

  static TimeCondition readTime(JsonNode json) {
    return json.isMissingNode()
        ? new TimeCondition.Absent()
        : new TimeCondition.At(Instant.parse(json.asString()));
  }

  private static RangeRequest readRange(JsonNode json) {
    if (json.isMissingNode()) {
      return new RangeRequest.Whole();
    }
    RangeSpec range;
    if (json.has("suffix")) {
      range = new RangeSpec.Last(Fields.number(json, "suffix"));
    } else if (json.has("last")) {
      range = new RangeSpec.FromTo(Fields.number(json, "first"), Fields.number(json, "last"));
    } else {
      range = new RangeSpec.From(Fields.number(json, "first"));
    }
    RangeRequest.IfRange condition;
    if (json.has("ifTag")) {
      condition = new RangeRequest.IfRange.Tagged(readTag(json.path("ifTag")));
    } else if (json.has("ifDate")) {
      condition = new RangeRequest.IfRange.Dated(Instant.parse(Fields.text(json, "ifDate")));
    } else {
      condition = new RangeRequest.IfRange.Always();
    }
    return new RangeRequest.Part(range, condition);
  }
}
