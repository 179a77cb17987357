package org.synchronode.http;

import io.helidon.http.Status;

/** The statuses of WebDAV that the web server has no names for (RFC 4918 §11). */
public final class DavStatus {
  public static final Status LOCKED_423 = Status.create(423, "Locked");
  public static final Status FAILED_DEPENDENCY_424 = Status.create(424, "Failed Dependency");
  public static final Status INSUFFICIENT_STORAGE_507 = Status.create(507, "Insufficient Storage");

  private DavStatus() {}
}
