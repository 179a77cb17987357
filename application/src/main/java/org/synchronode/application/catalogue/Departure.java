package org.synchronode.application.catalogue;

import java.util.Optional;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.Revision;

/**
 * An entry left its place: it was removed, renamed or moved elsewhere. What lay in a folder left
 * with it, and is not told one by one.
 *
 * @param from where it lay before the delta that took it away
 * @param folder whether it was a folder
 * @param taken whether something stands at that very path now
 * @param now where it lies now; nothing when it is gone
 */
public record Departure(
    Revision revision,
    EntryId id,
    EntryPath from,
    boolean folder,
    boolean taken,
    Optional<EntryPath> now) {}
