package org.synchronode.http;

import io.helidon.http.Status;
import java.util.Optional;
import org.synchronode.http.dav.answer.DavError;

/**
 * What HTTP or WebDAV refuses with a status of its own, where no {@link
 * org.synchronode.domain.Problem} says it. Its message is one sentence for a person.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Status status;
  private final String code;
  private final transient Optional<DavError> error;

  private Refusal(Status status, String code, String message, Optional<DavError> error) {
    super(message);
    this.status = status;
    this.code = code;
    this.error = error;
  }

  /** 413. */
  public static Refusal tooLarge(String message) {
    return new Refusal(Status.REQUEST_ENTITY_TOO_LARGE_413, "too-large", message, Optional.empty());
  }

  /** 415. */
  public static Refusal mediaType(String message) {
    return new Refusal(
        Status.UNSUPPORTED_MEDIA_TYPE_415, "unsupported-media-type", message, Optional.empty());
  }

  /** 502: what it is about lies on another server (RFC 4918 §9.8.5). */
  public static Refusal elsewhere(String message) {
    return new Refusal(Status.BAD_GATEWAY_502, "elsewhere", message, Optional.empty());
  }

  /** With the status and the element of a condition. */
  public static Refusal of(DavError error, String message) {
    return new Refusal(
        error.condition().status(), error.condition().local(), message, Optional.of(error));
  }

  Status status() {
    return status;
  }

  /** The name of its kind, for programs. */
  String code() {
    return code;
  }

  /** What WebDAV clients are told. */
  Optional<DavError> error() {
    return error;
  }
}
