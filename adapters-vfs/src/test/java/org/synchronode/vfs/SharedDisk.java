package org.synchronode.vfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.node.InMemoryNodeStore;
import org.synchronode.application.share.IndexShare;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;

/** A share on the real disk with a catalogue in memory, for tests. */
final class SharedDisk implements AutoCloseable {
  static final HostId OWN = new HostId("a".repeat(26));

  /** No rescan comes by itself. */
  static final ShareSettings ONLY_WATCHING = ShareSettings.DEFAULT.withRescan(Duration.ofHours(10));

  final Path root;
  final Path dataDir;
  final InMemoryCatalogue catalogue = new InMemoryCatalogue();
  final IndexShare index =
      new IndexShare(
          catalogue.shareIndex(),
          new InMemoryNodeStore(),
          OWN,
          new IndexId("0123456789abcdef"),
          new Feed());
  private ShareSettings settings = ONLY_WATCHING;
  private final List<Path> neverShared = new ArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /**
   * @param temp gets the folders {@code share} and {@code data}
   */
  SharedDisk(Path temp) {
    try {
      root = Files.createDirectories(temp.resolve("share"));
      dataDir = Files.createDirectories(temp.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SharedDisk neverSharing(Path path) {
    neverShared.add(path);
    return this;
  }

  /** Opens shares with other settings from now on. */
  SharedDisk with(ShareSettings other) {
    settings = other;
    return this;
  }

  /** Locks end by this clock in shares that are opened from now on. */
  SharedDisk withClock(InstantSource clock) {
    settings = settings.withClock(clock);
    return this;
  }

  DiskShare open() {
    return open((shared, path, folder) -> shared.list(path, folder));
  }

  DiskShare open(DiskShare.Reading reading) {
    DiskShare share = DiskShare.open(root, dataDir, neverShared, index, settings, reading);
    opened.add(share);
    return share;
  }

  /** Opened, and scanned once. */
  DiskShare scanned() throws ShareUnavailable {
    DiskShare share = open();
    share.firstScan(ScanProgress.NONE);
    return share;
  }

  /** Writes a file, with the folders above it. */
  Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** What the catalogue lists, without the root, by path. */
  Map<String, Entry> listed() {
    Map<String, Entry> listed = new TreeMap<>();
    try (Listing listing = catalogue.list(OWN, EntryPath.ROOT, Depth.INFINITY).orElseThrow()) {
      listing.entries().forEachRemaining(one -> listed.put(one.path().toString(), one.entry()));
    }
    listed.remove("");
    return listed;
  }

  List<String> paths() {
    return List.copyOf(listed().keySet());
  }

  Entry entry(String path) {
    return catalogue.find(OWN, EntryPath.parse(path)).orElseThrow();
  }

  FileEntry file(String path) {
    return (FileEntry) entry(path);
  }

  Revision revision() {
    return index.head().revision();
  }

  List<Change> changesSince(Revision revision) {
    return catalogue.changesSince(OWN, revision, 1_000_000).orElseThrow().changes();
  }

  static OpenedFile open(Share share, String path) {
    return share.files().open(OWN, EntryPath.parse(path), ReadRequest.WHOLE);
  }

  static String read(OpenedFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.transferTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  static String read(Share share, String path) throws IOException {
    try (OpenedFile file = open(share, path)) {
      return read(file);
    }
  }

  @Override
  public void close() {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
