package org.synchronode.http.path;

import java.util.ArrayList;
import java.util.List;

/**
 * A path as a client asks for it, and is told it again: behind a proxy that takes a prefix away,
 * with that prefix.
 *
 * @param prefix the segments that only clients see
 * @param segments those of this node's own path
 */
public record AskedPath(List<String> prefix, List<String> segments) {
  private static final int SHARE = 2;

  public AskedPath {
    prefix = List.copyOf(prefix);
    segments = List.copyOf(segments);
  }

  /** The path of the folder of all hosts, which the first segment names. */
  public AskedPath allHosts() {
    return new AskedPath(prefix, segments.subList(0, 1));
  }

  /** The path of the root of the share that this one leads into. */
  public AskedPath share() {
    return new AskedPath(prefix, segments.subList(0, SHARE));
  }

  /** The path of something in this folder. */
  public AskedPath child(String name) {
    List<String> longer = new ArrayList<>(segments);
    longer.add(name);
    return new AskedPath(prefix, longer);
  }

  /** The last segment. */
  public String name() {
    return segments.getLast();
  }

  /** As a folder's. */
  public PublicPath folder() {
    return PublicPath.folder(all());
  }

  /** As a file's. */
  public PublicPath file() {
    return PublicPath.file(all());
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(segments);
    return all;
  }
}
