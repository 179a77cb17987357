package org.synchronode.http.dav.answer;

import io.helidon.http.Status;
import java.util.List;
import java.util.Optional;

/**
 * What became of some properties (RFC 4918 §14.22).
 *
 * @param error why, where there is a condition for it
 */
public record Propstat(Status status, List<AnsweredProperty> properties, Optional<DavError> error) {
  public Propstat {
    properties = List.copyOf(properties);
  }

  /** Without a condition. */
  public static Propstat of(Status status, List<AnsweredProperty> properties) {
    return new Propstat(status, properties, Optional.empty());
  }
}
