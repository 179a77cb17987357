package org.synchronode.http.dav.request;

import java.util.Optional;
import java.util.OptionalInt;
import org.synchronode.domain.property.PropertyName;

/** What a REPORT asks for (RFC 3253 §3.6). */
public sealed interface ReportRequest {

  /**
   * What changed in a collection (RFC 6578 §6.1).
   *
   * @param token of the state that the client has; nothing if it has none
   * @param deep whether of all that lies below, instead of the members alone
   * @param limit how many responses at most
   */
  record SyncCollection(
      Optional<String> token, boolean deep, OptionalInt limit, PropfindRequest.Prop properties)
      implements ReportRequest {}

  /** A report of this name, which is not known. */
  record Unknown(PropertyName name) implements ReportRequest {}
}
