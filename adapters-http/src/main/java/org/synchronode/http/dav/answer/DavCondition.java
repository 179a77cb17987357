package org.synchronode.http.dav.answer;

import io.helidon.http.Status;
import java.util.Locale;

/**
 * Conditions that a request may fail, told in its answer by an element of DAV: (RFC 4918 §16), and
 * the status that each goes with.
 */
public enum DavCondition {
  LOCK_TOKEN_MATCHES_REQUEST_URI(409),
  /** Told with the roots of the locks whose token is missing. */
  LOCK_TOKEN_SUBMITTED(423),
  /** Told with the roots of the locks that are in the way. */
  NO_CONFLICTING_LOCK(423),
  NO_EXTERNAL_ENTITIES(403),
  PRESERVED_LIVE_PROPERTIES(409),
  PROPFIND_FINITE_DEPTH(403),
  CANNOT_MODIFY_PROTECTED_PROPERTY(403),
  /** RFC 3253 §3.6. */
  SUPPORTED_REPORT(403),
  /** RFC 4331 §6. */
  QUOTA_NOT_EXCEEDED(507),
  /** RFC 4331 §6. */
  SUFFICIENT_DISK_SPACE(507),
  /** RFC 5689 §3. */
  VALID_RESOURCETYPE(403),
  /** RFC 6578 §3.2. */
  VALID_SYNC_TOKEN(403),
  /** RFC 6578 §3.3. */
  SYNC_TRAVERSAL_SUPPORTED(403),
  /** RFC 6578 §3.6. */
  NUMBER_OF_MATCHES_WITHIN_LIMITS(507),
  /** RFC 5323 §2. */
  SEARCH_GRAMMAR_SUPPORTED(422),
  /** RFC 5323 §2. */
  SEARCH_MULTIPLE_SCOPE_SUPPORTED(422),
  /** RFC 5323 §2. */
  SEARCH_SCOPE_VALID(422);

  private final int status;

  DavCondition(int status) {
    this.status = status;
  }

  /** Of an answer about this alone, and of a resource or property in a multistatus. */
  public Status status() {
    return Status.create(status);
  }

  /** The name of its element. */
  public String local() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
