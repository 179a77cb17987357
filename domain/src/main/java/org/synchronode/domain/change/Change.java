package org.synchronode.domain.change;

import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;

/** One change of an owner's list. */
public sealed interface Change {
  Revision revision();

  EntryId id();

  /**
   * The entry is now this. If its id stood elsewhere before, it has moved from there, and if it is
   * a folder, with all that lies in it.
   */
  record Put(Entry entry) implements Change {
    public Put {
      if (entry.id().equals(EntryId.ROOT)) {
        throw new IllegalArgumentException("the root is not put");
      }
    }

    @Override
    public Revision revision() {
      return entry.revision();
    }

    @Override
    public EntryId id() {
      return entry.id();
    }
  }

  /** The entry is gone, and if it was a folder, so is all that still lies in it. */
  record Remove(EntryId id, Revision revision) implements Change {
    public Remove {
      if (id.equals(EntryId.ROOT)) {
        throw new IllegalArgumentException("the root is not removed");
      }
    }
  }
}
