package org.synchronode.http.dav.request;

import java.util.Locale;

/** Who else may hold a lock there (RFC 4918 §6.2). */
public enum LockScope {
  EXCLUSIVE,
  SHARED;

  /** The name of its element. */
  public String local() {
    return name().toLowerCase(Locale.ROOT);
  }
}
