package org.synchronode.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.db.CatalogueDatabase;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/** A catalogue in a file of its own, with the list of one host, which is empty at first. */
public final class SampleStore implements AutoCloseable {
  private static final Instant MODIFIED = Instant.ofEpochSecond(1_700_000_000, 123_456_789);

  private final Random random = new Random(1);
  private final HostId host = HostId.random(random);
  private final Path folder;
  private final CatalogueDatabase database;
  private final ListHead empty;

  public SampleStore() throws IOException {
    folder = Files.createTempDirectory("synchronode-micro");
    database = CatalogueDatabase.open(folder);
    empty = database.shareIndex().open(host, IndexId.random(random));
  }

  public Catalogue catalogue() {
    return database.catalogue();
  }

  public HostId host() {
    return host;
  }

  /** What puts new files into the empty list, all in one folder. */
  public Delta newFiles(int count) {
    Revision last = Revision.of(1, 0);
    Fingerprint fingerprint = empty.fingerprint();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      last = last.next();
      FileEntry file =
          new FileEntry(
              EntryId.createdBy(last),
              EntryId.ROOT,
              new EntryName("some file number " + i + ".txt"),
              MODIFIED,
              4096,
              last,
              last);
      fingerprint = fingerprint.plus(file);
      changes.add(new Change.Put(file));
    }
    return new Delta(empty.revision(), last, changes, fingerprint);
  }

  /** What changes the content of all files of a delta of new ones, once that is applied. */
  public static Delta written(Delta newFiles) {
    Revision last = newFiles.to();
    Fingerprint fingerprint = newFiles.fingerprint();
    List<Change> changes = new ArrayList<>();
    for (Change change : newFiles.changes()) {
      if (change instanceof Change.Put(FileEntry old)) {
        last = last.next();
        FileEntry now =
            new FileEntry(
                old.id(), old.parent(), old.name(), old.modified(), old.size() + 1, last, last);
        fingerprint = fingerprint.minus(old).plus(now);
        changes.add(new Change.Put(now));
      }
    }
    return new Delta(newFiles.to(), last, changes, fingerprint);
  }

  public ApplyOutcome apply(Delta delta) {
    ApplyOutcome outcome = database.catalogue().apply(host, delta);
    if (!(outcome instanceof ApplyOutcome.Applied)) {
      throw new IllegalStateException("refused: " + outcome);
    }
    return outcome;
  }

  @Override
  public void close() throws IOException {
    database.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
