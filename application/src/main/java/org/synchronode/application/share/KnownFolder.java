package org.synchronode.application.share;

import java.util.List;

/** A folder of this node's own list, with what lies directly in it. */
public record KnownFolder(Indexed self, List<Indexed> members) {
  /** Copies the list. */
  public KnownFolder {
    members = List.copyOf(members);
  }
}
