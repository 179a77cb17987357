package org.synchronode.application.share;

import java.util.Optional;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;

/**
 * Where in the share a client's path leads, and whether something may be changed there. A client
 * may spell a name otherwise than the disk does (macOS decomposes accents, others do not): what is
 * there under a name that looks the same is meant, and no second one is made beside it. All of it
 * is called while the share is held exclusively.
 */
final class Places {
  private final ShareDisk disk;
  private final ShareIndex rows;
  private final HostId own;
  private final SharePermissions permissions;

  Places(ShareDisk disk, ShareIndex rows, HostId own, SharePermissions permissions) {
    this.disk = disk;
    this.rows = rows;
    this.own = own;
    this.permissions = permissions;
  }

  /** The place, in the spelling of what stands there; as asked where nothing does. */
  EntryPath of(EntryPath asked) {
    if (rows.find(own, asked).isPresent()) {
      return asked;
    }
    EntryPath at = EntryPath.ROOT;
    Optional<EntryId> folder = Optional.of(EntryId.ROOT);
    for (EntryName name : asked.names()) {
      EntryPath exact = at.child(name);
      Optional<Indexed> found = rows.find(own, exact);
      if (found.isEmpty() && folder.isPresent()) {
        Optional<Indexed> alike = rows.memberAlike(own, folder.get(), name);
        // What has the very name goes first; the list may not have it yet.
        if (alike.isPresent() && disk.look(exact).isEmpty()) {
          found = alike;
        }
      }
      at = found.map(there -> there.entry().name()).map(at::child).orElse(exact);
      folder = found.map(there -> there.entry().id());
    }
    return at;
  }

  /** The same, where something is to be made or changed. */
  EntryPath writable(EntryPath asked) {
    EntryPath path = of(asked);
    require(path, permissions.mayWrite(path));
    return path;
  }

  /** The same, where all that lies there is to go, to come or to give way. */
  EntryPath allWritable(EntryPath asked) {
    EntryPath path = of(asked);
    require(path, permissions.mayWriteAll(path));
    return path;
  }

  private static void require(EntryPath path, boolean allowed) {
    if (path.isRoot()) {
      throw new ProblemException(
          new Problem.Forbidden("The root of a share stays as it is; change what lies in it."));
    }
    if (!allowed) {
      throw new ProblemException(
          new Problem.Forbidden("The owner does not share this for writing: " + path));
    }
  }
}
