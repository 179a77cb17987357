package org.synchronode.db;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/**
 * Not a test: prints how fast the catalogue is on this machine, with a list of 20 files a folder
 * and one folder of 10,000. The argument is how many entries; each figure is the best of some
 * rounds.
 */
final class CatalogueFigures {
  private static final int ROUNDS = 7;
  private static final int LARGE_FOLDER = 10_000;

  private final Catalogue catalogue;
  private final HostId host = HostId.random(new Random());
  private final IndexId index = IndexId.random(new Random());
  private final List<Entry> entries = new ArrayList<>();
  private Fingerprint fingerprint = Fingerprint.EMPTY;
  private Revision last = Revision.of(1, 0);

  private CatalogueFigures(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory(Path.of("."), "figures");
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      new CatalogueFigures(database.catalogue()).print(count);
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void print(int count) {
    tree(count);
    measure("load by stage(), entries/s", 4, entries.size(), this::load);
    measure("deltas of 1000 writes, entries/s", ROUNDS * 20, 1000, round -> write(1000, round));
    measure("deltas of 1000 new files, entries/s", ROUNDS * 20, 1000, round -> create(1000, round));
    measure("deltas of 1 write, deltas/s", 3000, 1, round -> write(1, round));
    time("list ONE of 10,000, ms", round -> drain("large", Depth.ONE));
    time("list ONE of 20, ms", round -> drain("folder 7", Depth.ONE));
    time("list INFINITY of all, ms", round -> drain("", Depth.INFINITY));
    time("snapshot of all, ms", this::snapshot);
    measure("find at depth 2, finds/s", 20_000, 1, this::find);
    time("changesSince of 10,000, ms", this::changes);
  }

  private void tree(int count) {
    EntryId large = folder("large");
    EntryId into = large;
    for (int i = 0; entries.size() < count; i++) {
      if (i >= LARGE_FOLDER && i % 20 == 0) {
        into = folder("folder " + (i - LARGE_FOLDER) / 20);
      }
      file(into, "some file number " + i + ".txt");
    }
  }

  private EntryId folder(String name) {
    last = last.next();
    EntryId id = EntryId.createdBy(last);
    add(new FolderEntry(id, EntryId.ROOT, new EntryName(name), java.time.Instant.now(), last));
    return id;
  }

  private FileEntry file(EntryId into, String name) {
    last = last.next();
    FileEntry file =
        new FileEntry(
            EntryId.createdBy(last),
            into,
            new EntryName(name),
            java.time.Instant.now(),
            4096,
            last,
            last);
    add(file);
    return file;
  }

  private void add(Entry entry) {
    entries.add(entry);
    fingerprint = fingerprint.plus(entry);
  }

  private void load(int round) {
    try (Staging staging = catalogue.stage(host, index)) {
      staging.add(entries);
      if (!staging.commit(new ListHead(index, last, fingerprint, entries.size()))) {
        throw new IllegalStateException("round " + round + " was refused");
      }
    }
  }

  private void write(int files, int round) {
    Revision from = last;
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      int at = (int) (((long) round * files + i) * 7919 % entries.size());
      if (entries.get(at) instanceof FileEntry old && old.revision().compareTo(from) <= 0) {
        last = last.next();
        FileEntry now =
            new FileEntry(
                old.id(), old.parent(), old.name(), old.modified(), old.size() + 1, last, last);
        fingerprint = fingerprint.minus(old).plus(now);
        entries.set(at, now);
        changes.add(new Change.Put(now));
      }
    }
    apply(from, changes);
  }

  private void create(int files, int round) {
    EntryId into = entries.getFirst().id();
    Revision from = last;
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      changes.add(new Change.Put(file(into, "new " + round + "." + i)));
    }
    apply(from, changes);
    from = last;
    // Away again, so that the large folder stays as large as it is said to be.
    changes.clear();
    for (int i = 0; i < files; i++) {
      last = last.next();
      Entry gone = entries.removeLast();
      fingerprint = fingerprint.minus(gone);
      changes.add(new Change.Remove(gone.id(), last));
    }
    apply(from, changes);
  }

  private void apply(Revision from, List<Change> changes) {
    if (!(catalogue.apply(host, new Delta(from, last, changes, fingerprint))
        instanceof ApplyOutcome.Applied)) {
      throw new IllegalStateException("a delta was refused");
    }
  }

  private void drain(String path, Depth depth) {
    try (Listing listing = catalogue.list(host, EntryPath.parse(path), depth).orElseThrow()) {
      listing.entries().forEachRemaining(_ -> {});
    }
  }

  private void snapshot(int round) {
    try (Snapshot snapshot = catalogue.snapshot(host).orElseThrow()) {
      snapshot.entries().forEachRemaining(_ -> {});
    }
  }

  private void find(int round) {
    Entry file = entries.get(round % LARGE_FOLDER + 1);
    if (catalogue.find(host, EntryPath.of("large", file.name().value())).isEmpty()) {
      throw new IllegalStateException(file.name() + " is not found");
    }
  }

  private void changes(int round) {
    catalogue.changesSince(host, new Revision(last.value() - 10_000), 20_000);
  }

  private static void measure(String what, int rounds, int things, Consumer<Integer> work) {
    int warm = rounds / 2;
    for (int i = 0; i < warm; i++) {
      work.accept(i);
    }
    long begin = System.nanoTime();
    long cpu = cpu();
    for (int i = warm; i < rounds; i++) {
      work.accept(i);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuSeconds = (cpu() - cpu) / 1e9;
    double all = (double) (rounds - warm) * things;
    line(what, String.format(Locale.ROOT, "%.0f, by CPU %.0f", all / seconds, all / cpuSeconds));
  }

  private static void time(String what, Consumer<Integer> work) {
    for (int i = 0; i < ROUNDS; i++) {
      work.accept(i);
    }
    long begin = System.nanoTime();
    long cpu = cpu();
    for (int i = 0; i < ROUNDS; i++) {
      work.accept(i);
    }
    double took = (System.nanoTime() - begin) / 1e6 / ROUNDS;
    double cpuTook = (cpu() - cpu) / 1e6 / ROUNDS;
    line(what, String.format(Locale.ROOT, "%.2f, of CPU %.2f", took, cpuTook));
  }

  /** Of this thread: what a busy machine does not change much. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void line(String what, String figures) {
    System.out.println(what + ": " + figures);
  }
}
