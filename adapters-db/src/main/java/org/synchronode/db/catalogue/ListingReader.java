package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Entry.ENTRY;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jooq.CloseableResultQuery;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.catalogue.Listing.Listed;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.db.Transactions;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;

/**
 * Reads a part of a list, or all of it, in one transaction. Goes through the tree level by level,
 * one folder at a time in the order of its names' index: nothing is sorted, and no more is held
 * than the folders that are still to be read, and what waits to be taken.
 */
final class ListingReader {
  private static final String FOLDER = "folder";

  private final Transactions database;
  private final Path spoolFolder;

  /**
   * @param spoolFolder where what waits too long is kept
   */
  ListingReader(Transactions database, Path spoolFolder) {
    this.database = database;
    this.spoolFolder = spoolFolder;
  }

  private record Place(ShownList list, Listed self) {}

  Optional<Listing> list(HostId host, EntryPath path, Depth depth) {
    Spool<Listed> spool = new Spool<>(new SpoolFile<>(spoolFolder, new ListedForm()));
    Optional<Listing> listing =
        SpooledReading.begin(
                database,
                spool,
                sql -> place(sql, host, path),
                (sql, place) -> read(sql, place, depth, spool))
            .map(place -> new SpooledListing(place.list.head(), place.self.entry(), spool));
    return orClosed(listing, spool);
  }

  private static Optional<Place> place(DSLContext sql, HostId host, EntryPath path) {
    return ShownList.of(sql, host)
        .flatMap(
            list ->
                new PathWalk(sql, list)
                    .lenient(path)
                    .map(
                        found ->
                            new Place(list, new Listed(found.path(), found.indexed().entry()))));
  }

  private static <T> Optional<T> orClosed(Optional<T> found, Spool<?> spool) {
    if (found.isEmpty()) {
      spool.close();
    }
    return found;
  }

  private static void read(DSLContext sql, Place place, Depth depth, Spool<Listed> spool) {
    EntryRows rows = new EntryRows(sql, place.list.key());
    spool.add(place.self);
    Deque<Listed> folders = new ArrayDeque<>();
    if (depth != Depth.ZERO && place.self.entry() instanceof FolderEntry) {
      folders.add(place.self);
    }
    try (CloseableResultQuery<?> members = members(sql, place.list)) {
      while (!folders.isEmpty()) {
        Listed folder = folders.remove();
        rows.each(
            members.bind(FOLDER, folder.entry().id().value()),
            indexed -> {
              Entry entry = indexed.entry();
              Listed member = new Listed(folder.path().child(entry.name()), entry);
              spool.add(member);
              if (depth == Depth.INFINITY && entry instanceof FolderEntry) {
                folders.add(member);
              }
            });
      }
    }
  }

  /** What lies in a folder, prepared once for all folders. */
  private static CloseableResultQuery<?> members(DSLContext sql, ShownList list) {
    // Sorted by all columns of the index: H2 then sees that it need not sort.
    return sql.select(EntryRows.COLUMNS)
        .from(ENTRY)
        .where(
            ENTRY.LIST_KEY.eq(list.key()), ENTRY.PARENT_ID.eq(DSL.param(FOLDER, ENTRY.PARENT_ID)))
        .orderBy(ENTRY.LIST_KEY, ENTRY.PARENT_ID, ENTRY.NAME)
        .keepStatement(true);
  }

  Optional<Snapshot> snapshot(HostId host) {
    Spool<Entry> spool = new Spool<>(new SpoolFile<>(spoolFolder, new EntryForm()));
    Optional<Snapshot> snapshot =
        SpooledReading.begin(
                database,
                spool,
                sql -> ShownList.of(sql, host),
                (sql, list) -> readAll(sql, list, spool))
            .map(list -> new SpooledSnapshot(list.head(), spool));
    return orClosed(snapshot, spool);
  }

  private static void readAll(DSLContext sql, ShownList list, Spool<Entry> spool) {
    // Else H2 may take the index of another order, which is half as fast.
    new EntryRows(sql, list.key())
        .each(
            sql.select(EntryRows.COLUMNS)
                .from(ENTRY)
                .where(ENTRY.LIST_KEY.eq(list.key()))
                .orderBy(ENTRY.LIST_KEY, ENTRY.ID),
            indexed -> spool.add(indexed.entry()));
  }
}
