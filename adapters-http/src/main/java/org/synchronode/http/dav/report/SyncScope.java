package org.synchronode.http.dav.report;

import java.util.Set;
import org.synchronode.application.catalogue.Departure;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;

/**
 * The folder that is told of, and how deep.
 *
 * @param above the folder, and those that it lies in
 * @param deep whether of all that lies below, instead of the members alone
 */
record SyncScope(EntryPath folder, Set<EntryId> above, boolean deep) {
  SyncScope {
    above = Set.copyOf(above);
  }

  /** Whether what lies there is told; the folder itself is not. */
  boolean has(EntryPath path) {
    int below = path.names().size() - folder.names().size();
    return (deep ? below > 0 : below == 1) && path.startsWith(folder);
  }

  /** Whether a folder came with all that lies in it, which is to be told. */
  boolean cameWhole(Departure departure) {
    return deep && departure.folder() && departure.now().filter(this::has).isPresent();
  }

  /**
   * Whether it can be told so that the client is right afterwards. It can't when this folder itself
   * was elsewhere; nor when a folder went and another stands in its place, since the client still
   * has what lay in the old one, which was never told one by one, and one response can't say both.
   */
  boolean canTell(Departure departure) {
    boolean replaced = deep && departure.folder() && departure.taken() && has(departure.from());
    return !replaced && !above.contains(departure.id());
  }
}
