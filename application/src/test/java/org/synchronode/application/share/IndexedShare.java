package org.synchronode.application.share;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.node.InMemoryNodeStore;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/** An {@link IndexShare} over stores in memory, and what the catalogue shows of it, for tests. */
final class IndexedShare {
  static final HostId OWN = new HostId("a".repeat(26));

  final InMemoryNodeStore node = new InMemoryNodeStore();
  final InMemoryCatalogue catalogue = new InMemoryCatalogue();
  final ShareIndex shareIndex = catalogue.shareIndex();
  IndexShare index = opened();

  /** As after a restart of the node. */
  void reopen() {
    index = opened();
  }

  private IndexShare opened() {
    return new IndexShare(shareIndex, node, OWN, new IndexId("0123456789abcdef"), new Feed());
  }

  Map<String, Entry> listed() {
    Map<String, Entry> listed = new TreeMap<>();
    try (Listing listing = catalogue.list(OWN, EntryPath.ROOT, Depth.INFINITY).orElseThrow()) {
      listing.entries().forEachRemaining(one -> listed.put(one.path().toString(), one.entry()));
    }
    listed.remove("");
    return listed;
  }

  Entry entry(String path) {
    return indexed(path).entry();
  }

  FileEntry file(String path) {
    return (FileEntry) entry(path);
  }

  Indexed indexed(String path) {
    return shareIndex.find(OWN, EntryPath.parse(path)).orElseThrow();
  }

  Revision revision() {
    return index.head().revision();
  }

  List<Change> changesSince(Revision revision) {
    return catalogue.changesSince(OWN, revision, 1_000_000).orElseThrow().changes();
  }

  Fingerprint recomputed() {
    Fingerprint sum = Fingerprint.EMPTY;
    for (Entry entry : listed().values()) {
      sum = sum.plus(entry);
    }
    return sum;
  }
}
