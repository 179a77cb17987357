package org.synchronode.application.share;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Which folders below a root are shared, and what others may do in each: the owner lists them. What
 * lies in a listed folder is shared, and of the folders above it only the way down to it, with
 * nothing else in them. Where listed folders lie in each other, the innermost decides. A listed
 * folder need not exist.
 *
 * <p>Names are compared by their exact bytes. A name that is spelt otherwise (composed or not,
 * another case) is another name on some disks and the same on others, so it never gets a permission
 * from the one that it looks like, but it is for reading only where that one is.
 */
public final class FolderRules implements SharePermissions {
  private final Map<EntryPath, Permission> listed;
  private final Set<EntryPath> ways = new HashSet<>();
  private final Set<String> readOnlySpellings;

  /**
   * @throws IllegalArgumentException when nothing is listed
   */
  public FolderRules(Map<EntryPath, Permission> listed) {
    if (listed.isEmpty()) {
      throw new IllegalArgumentException("no folder is listed");
    }
    this.listed = new HashMap<>(listed);
    for (EntryPath folder : listed.keySet()) {
      EntryPath at = folder;
      while (!at.isRoot() && ways.add(at.parent())) {
        at = at.parent();
      }
    }
    this.readOnlySpellings =
        listed.entrySet().stream()
            .filter(folder -> folder.getValue() == Permission.READ)
            .map(folder -> anySpelling(folder.getKey()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** All below the root is shared alike. */
  public static FolderRules whole(Permission permission) {
    return new FolderRules(Map.of(EntryPath.ROOT, permission));
  }

  /** The listed folders. */
  public Set<EntryPath> listed() {
    return Set.copyOf(listed.keySet());
  }

  /** Whether what was found at a place is shared. */
  public boolean shares(EntryPath path, Found found) {
    return switch (found) {
      case Found.FoundFile _ -> sharesFile(path);
      case Found.FoundFolder _ -> sharesFolder(path);
    };
  }

  /** Whether a file at a place is shared: not where only a folder is, listed or on the way. */
  public boolean sharesFile(EntryPath path) {
    return !path.isRoot() && liesWithin(path.parent());
  }

  /**
   * Whether a folder at a place is shared, be it as the way to a listed one. Where it is not, a
   * file is not either.
   */
  public boolean sharesFolder(EntryPath path) {
    return liesWithin(path) || ways.contains(path);
  }

  private boolean liesWithin(EntryPath folder) {
    List<EntryName> names = folder.names();
    for (int depth = 0; depth <= names.size(); depth++) {
      if (listed.containsKey(new EntryPath(names.subList(0, depth)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * A listed folder itself, and a way to one, stands or falls with what is around it: making or
   * removing it is a change there.
   */
  @Override
  public boolean mayWrite(EntryPath path) {
    return isWritable(path) && (path.isRoot() || isWritable(path.parent()));
  }

  @Override
  public boolean mayWriteAll(EntryPath path) {
    String here = anySpelling(path);
    return mayWrite(path) && readOnlySpellings.stream().noneMatch(one -> one.startsWith(here));
  }

  private boolean isWritable(EntryPath path) {
    EntryPath at = path;
    while (!listed.containsKey(at)) {
      if (at.isRoot() || readOnlySpellings.contains(anySpelling(at))) {
        return false;
      }
      at = at.parent();
    }
    return listed.get(at) == Permission.READ_WRITE;
  }

  /** The same for all paths that some disk takes for one. One lies in another if it begins so. */
  private static String anySpelling(EntryPath path) {
    return path.names().stream()
        .map(name -> name.canonical().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) + "/")
        .collect(Collectors.joining());
  }
}
