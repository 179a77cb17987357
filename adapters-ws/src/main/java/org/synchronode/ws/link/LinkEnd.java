package org.synchronode.ws.link;

/** How a link to the master ended. */
sealed interface LinkEnd {
  /** The master does not let this node in, or on. */
  record Refused(String code, String message) implements LinkEnd {}

  /** The master said goodbye, and when to come back. */
  record Left(String reason, int retrySeconds) implements LinkEnd {}

  record Lost(String reason) implements LinkEnd {}
}
