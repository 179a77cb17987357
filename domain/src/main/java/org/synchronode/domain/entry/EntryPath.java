package org.synchronode.domain.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an entry lies below its share's root: the names from the root down, none for the root
 * itself.
 */
public record EntryPath(List<EntryName> names) {
  private static final int DEEPEST = 512;

  public static final EntryPath ROOT = new EntryPath(List.of());

  /**
   * @throws IllegalArgumentException when it is deeper than 512 names or holds an empty one
   */
  public EntryPath {
    names = List.copyOf(names);
    if (names.size() > DEEPEST) {
      throw new IllegalArgumentException("a path has at most " + DEEPEST + " names");
    }
    if (names.contains(EntryName.OF_ROOT)) {
      throw new IllegalArgumentException("a path has no empty name");
    }
  }

  public static EntryPath of(String... names) {
    return new EntryPath(Stream.of(names).map(EntryName::new).toList());
  }

  /**
   * Reads names joined by slashes, as they stand in a program or on a disk: nothing is decoded. An
   * empty text is the root.
   *
   * @throws IllegalArgumentException when a name can't be one
   */
  public static EntryPath parse(String text) {
    return text.isEmpty() ? ROOT : of(text.split("/", -1));
  }

  public boolean isRoot() {
    return names.isEmpty();
  }

  /** The last name; {@link EntryName#OF_ROOT} for the root. */
  public EntryName name() {
    return names.isEmpty() ? EntryName.OF_ROOT : names.getLast();
  }

  /**
   * The folder that it lies in.
   *
   * @throws IllegalStateException for the root
   */
  public EntryPath parent() {
    if (names.isEmpty()) {
      throw new IllegalStateException("the root has no parent");
    }
    return new EntryPath(names.subList(0, names.size() - 1));
  }

  public EntryPath child(EntryName name) {
    List<EntryName> longer = new ArrayList<>(names.size() + 1);
    longer.addAll(names);
    longer.add(name);
    return new EntryPath(longer);
  }

  public boolean startsWith(EntryPath other) {
    return names.size() >= other.names.size()
        && names.subList(0, other.names.size()).equals(other.names);
  }

  /** The names joined by slashes, for people; without a slash at either end. */
  @Override
  public String toString() {
    return names.stream().map(EntryName::value).collect(Collectors.joining("/"));
  }
}
