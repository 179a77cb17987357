package org.synchronode.db.catalogue;

import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;

/** How much room an entry takes in memory: in entries that nothing is attached to. */
final class Weight {
  private static final int CHARACTERS = 256;

  private Weight() {}

  static int of(Entry entry) {
    Annotations annotations = entry.annotations();
    return annotations.isEmpty()
        ? 1
        : 1
            + annotations.properties().size()
            + annotations.locks().size()
            + annotations.size() / CHARACTERS;
  }
}
