package org.synchronode.vfs;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.IndexShare;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Looks at names that the system has hinted at. What this node itself has changed is in the list
 * already, so that its folder, which may be large, need not be listed again.
 */
final class HintedNames {
  private final SharedFolder shared;
  private final FolderWatches watches;
  private final IndexShare index;

  HintedNames(SharedFolder shared, FolderWatches watches, IndexShare index) {
    this.shared = shared;
    this.watches = watches;
    this.index = index;
  }

  /**
   * Records what can be recorded name by name: new content of files that the list has.
   *
   * @return which folders are to be listed for the rest
   */
  Set<EntryPath> toList(OpenFolder root, EntryPath path, Hints.Names names) {
    try (OpenFolder folder = shared.open(root, path)) {
      for (EntryName name : names.cameOrWent()) {
        if (!isListedAsItIs(folder, path.child(name))) {
          return Set.of(path);
        }
      }
      for (EntryName name : names.changed()) {
        Optional<EntryPath> toList = record(folder, path.child(name));
        if (toList.isPresent()) {
          return Set.of(toList.get());
        }
      }
      if (!names.cameOrWent().isEmpty()) {
        index.retime(path, folder.stat().modified());
      }
      return Set.of();
    } catch (IOException _) {
      return Set.of(path);
    }
  }

  private boolean isListedAsItIs(OpenFolder folder, EntryPath path) throws IOException {
    Optional<Found> found = shared.look(folder, path);
    boolean watched =
        !(found.orElse(null) instanceof Found.FoundFolder inner)
            || watches.knows(path, inner.key());
    return watched && index.has(path, found);
  }

  private Optional<EntryPath> record(OpenFolder folder, EntryPath path) throws IOException {
    if (shared.excludes(path)) {
      return Optional.empty();
    }
    Optional<Stat> file = shared.file(folder, path);
    if (file.isPresent()
        && file.get().as(path.name()).orElse(null) instanceof Found.FoundFile found) {
      return index.observe(path, found).isPresent() ? Optional.empty() : Optional.of(path.parent());
    }
    boolean isFolder =
        folder.stat(path.name()).filter(stat -> stat.kind() == Stat.Kind.FOLDER).isPresent();
    return Optional.of(isFolder ? path : path.parent());
  }
}
