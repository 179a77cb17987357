package org.synchronode.application.share;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * What a disk would hold, for tests: paths with inodes, sizes and times. Each change happens at a
 * time of its own and shows in the time of the folder that it happens in, as on a real disk. The
 * inode of what was deleted is given out again at once.
 */
final class DiskModel {
  private static final Instant BEGIN = Instant.parse("2026-06-03T01:02:03Z");

  private final TreeMap<String, Node> nodes = new TreeMap<>();
  private final List<Long> freeInodes = new ArrayList<>();
  private long lastInode = 10;
  private long ticks;

  /** One file (with a size) or folder (without). */
  record Node(long inode, Instant modified, Optional<Long> size) {
    boolean isFolder() {
      return size.isEmpty();
    }

    FileKey key() {
      return new FileKey(7, inode);
    }
  }

  DiskModel() {
    nodes.put("", new Node(2, BEGIN, Optional.empty()));
  }

  Map<String, Node> nodes() {
    return nodes;
  }

  /** Paths of what there is, the root not among them. */
  List<String> paths() {
    return nodes.keySet().stream().filter(path -> !path.isEmpty()).toList();
  }

  List<String> folders() {
    return nodes.keySet().stream().filter(path -> node(path).isFolder()).toList();
  }

  Node node(String path) {
    return Optional.ofNullable(nodes.get(path)).orElseThrow();
  }

  boolean has(String path) {
    return nodes.containsKey(path);
  }

  void file(String path, long size) {
    create(path, Optional.of(size));
  }

  void folder(String path) {
    create(path, Optional.empty());
  }

  private void create(String path, Optional<Long> size) {
    if (!has(path)) {
      long inode = freeInodes.isEmpty() ? ++lastInode : freeInodes.removeLast();
      nodes.put(path, new Node(inode, tick(), size));
      touchParent(path);
    }
  }

  /** Writes into a file in place. */
  void rewrite(String path, long size) {
    nodes.put(path, new Node(node(path).inode(), tick(), Optional.of(size)));
  }

  /** Puts a new file in a file's place, as programs that save safely do. */
  void replace(String path, long size) {
    long old = node(path).inode();
    nodes.put(path, new Node(++lastInode, tick(), Optional.of(size)));
    freeInodes.add(old);
    touchParent(path);
  }

  /** Renames or moves; does nothing where that can't be. */
  void move(String from, String to) {
    if (has(from) && !has(to) && has(parent(to)) && !(to + "/").startsWith(from + "/")) {
      relocate(from, to);
      touchParent(from);
      touchParent(to);
    }
  }

  /** Gives each the other's name. */
  void swap(String one, String other) {
    if (!one.equals(other)
        && !one.startsWith(other + "/")
        && !other.startsWith(one + "/")
        && has(one)
        && has(other)) {
      relocate(one, "\u0000");
      relocate(other, one);
      relocate("\u0000", other);
      touchParent(one);
      touchParent(other);
    }
  }

  void delete(String path) {
    within(path).forEach(gone -> freeInodes.add(remove(gone).inode()));
    touchParent(path);
  }

  private Node remove(String path) {
    return Optional.ofNullable(nodes.remove(path)).orElseThrow();
  }

  private void relocate(String from, String to) {
    for (String path : within(from)) {
      nodes.put(to + path.substring(from.length()), remove(path));
    }
  }

  private List<String> within(String top) {
    return nodes.keySet().stream()
        .filter(path -> path.equals(top) || path.startsWith(top + "/"))
        .toList();
  }

  private Instant tick() {
    return BEGIN.plusMillis(++ticks);
  }

  private void touchParent(String path) {
    String parent = parent(path);
    if (has(parent)) {
      nodes.put(parent, new Node(node(parent).inode(), tick(), Optional.empty()));
    }
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String child(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  FolderListing listing(String folder) {
    List<Found> found = new ArrayList<>();
    nodes.forEach(
        (path, node) -> {
          if (!path.isEmpty() && parent(path).equals(folder)) {
            found.add(found(path));
          }
        });
    return new FolderListing(EntryPath.parse(folder), node(folder).modified(), found);
  }

  Found found(String path) {
    Node node = node(path);
    EntryName name = EntryPath.parse(path).name();
    return node.size()
        .<Found>map(size -> new Found.FoundFile(name, node.modified(), node.key(), size))
        .orElseGet(() -> new Found.FoundFolder(name, node.modified(), node.key()));
  }

  /** Every folder, parents before what lies in them. */
  List<FolderListing> listings() {
    return folders().stream()
        .sorted(Comparator.comparingInt(path -> EntryPath.parse(path).names().size()))
        .map(this::listing)
        .toList();
  }
}
