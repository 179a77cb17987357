package org.synchronode.application.transfer;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.write.ResourceState;

/** What conditions about a host's places are decided on, as its list has it. */
final class ListedStates {
  private final Catalogue catalogue;
  private final HostId host;
  private final Instant now;

  ListedStates(Catalogue catalogue, HostId host, Instant now) {
    this.catalogue = catalogue;
    this.host = host;
    this.now = now;
  }

  ResourceState of(EntryPath path) {
    List<EntryName> names = path.names();
    Set<LockToken> covering = new HashSet<>();
    Optional<Entry> entry = Optional.empty();
    for (int depth = 0; depth <= names.size(); depth++) {
      boolean whole = depth == names.size();
      entry = catalogue.find(host, new EntryPath(names.subList(0, depth)));
      entry.stream()
          .flatMap(found -> found.annotations().at(now).locks().stream())
          .filter(lock -> whole || lock.deep())
          .map(Lock::token)
          .forEach(covering::add);
    }
    return new ResourceState(
        entry.isPresent(),
        entry.filter(FileEntry.class::isInstance).map(file -> ((FileEntry) file).state()),
        covering);
  }
}
