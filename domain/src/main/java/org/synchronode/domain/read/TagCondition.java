package org.synchronode.domain.read;

import java.util.List;
import org.synchronode.domain.entry.ETag;

/** The value of {@code If-Match} or {@code If-None-Match}. */
public sealed interface TagCondition {

  /** The header is not there. */
  record Absent() implements TagCondition {}

  /** {@code *}: whatever exists. */
  record Any() implements TagCondition {}

  /** A list of tags. */
  record OneOf(List<Tag> tags) implements TagCondition {
    public OneOf {
      tags = List.copyOf(tags);
    }

    /** Strong comparison (RFC 9110 §8.8.3.2): a weak tag never matches. */
    public boolean matchesStrongly(ETag etag) {
      return tags.stream().anyMatch(tag -> !tag.weak() && tag.value().equals(etag.value()));
    }

    /** Weak comparison: the mark of weakness is ignored. */
    public boolean matchesWeakly(ETag etag) {
      return tags.stream().anyMatch(tag -> tag.value().equals(etag.value()));
    }
  }

  /** A tag as a client sent it, without quotes. */
  record Tag(String value, boolean weak) {}
}
