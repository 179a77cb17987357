package org.synchronode.domain.change;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;

/**
 * The changes that lead a list from one revision to another. It fits only on a list that stands
 * exactly at {@code from}. It tells states, not steps: an entry that changed several times appears
 * once, with its last state; the puts hold together, whatever their order, and the removals take
 * what lies in a folder after them. A delta of a master that filters may be empty.
 *
 * @param changes in order of revision, each after {@code from} and not after {@code to}; no id
 *     twice
 * @param fingerprint of the whole list when the delta is applied
 */
public record Delta(Revision from, Revision to, List<Change> changes, Fingerprint fingerprint) {

  /**
   * @throws IllegalArgumentException when revisions are out of order, or an id appears twice
   */
  public Delta {
    changes = List.copyOf(changes);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("a delta leads forward");
    }
    Set<EntryId> ids = HashSet.newHashSet(changes.size());
    Revision last = from;
    for (Change change : changes) {
      if (!change.revision().isAfter(from) || last.isAfter(change.revision())) {
        throw new IllegalArgumentException("the changes of a delta are in order of revision");
      }
      if (!ids.add(change.id())) {
        throw new IllegalArgumentException("an entry appears once in a delta");
      }
      last = change.revision();
    }
    if (last.isAfter(to)) {
      throw new IllegalArgumentException("a delta ends at or after its last change");
    }
  }
}
