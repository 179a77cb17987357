package org.synchronode.http;

import org.synchronode.domain.user.UserName;

/** Who sends a request. */
public sealed interface Caller {

  /** Who proved to be this user. */
  record Known(UserName name) implements Caller {
    @Override
    public String toString() {
      return name.value();
    }
  }

  /** Somebody who is let in without a name. */
  record Anonymous() implements Caller {
    @Override
    public String toString() {
      return "-";
    }
  }
}
