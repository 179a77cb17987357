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
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;

/**
 * Reads a part of a list, or all of it, in one transaction. Goes through the tree level by level,
 * one folder at a time in the order of its names' index: nothing is sorted, and no more is held
 * than the folders that are still to be read.
 */
final class ListingReader {
  private static final String FOLDER = "folder";

  private final DSLContext sql;
  private final Path spoolFolder;

  /** Reads in the transaction of {@code sql}. */
  ListingReader(DSLContext sql, Path spoolFolder) {
    this.sql = sql;
    this.spoolFolder = spoolFolder;
  }

  Optional<Listing> list(HostId host, EntryPath path, Depth depth) {
    return ShownList.of(sql, host)
        .flatMap(
            list ->
                new PathWalk(sql, list)
                    .lenient(path)
                    .map(
                        found ->
                            list(list, new Listed(found.path(), found.indexed().entry()), depth)));
  }

  private Listing list(ShownList list, Listed self, Depth depth) {
    Spool<Listed> spool = new Spool<>(spoolFolder, new ListedForm());
    EntryRows rows = new EntryRows(sql, list.key());
    try (CloseableResultQuery<?> members = members(list)) {
      spool.add(self);
      Deque<Listed> folders = new ArrayDeque<>();
      if (depth != Depth.ZERO && self.entry() instanceof FolderEntry) {
        folders.add(self);
      }
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
      return new SpooledListing(list.head(), self.entry(), spool);
    } catch (RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  /** What lies in a folder, prepared once for all folders. */
  private CloseableResultQuery<?> members(ShownList list) {
    // Sorted by all columns of the index: H2 then sees that it need not sort.
    return sql.select(EntryRows.COLUMNS)
        .from(ENTRY)
        .where(
            ENTRY.LIST_KEY.eq(list.key()), ENTRY.PARENT_ID.eq(DSL.param(FOLDER, ENTRY.PARENT_ID)))
        .orderBy(ENTRY.LIST_KEY, ENTRY.PARENT_ID, ENTRY.NAME)
        .keepStatement(true);
  }

  Optional<Snapshot> snapshot(HostId host) {
    return ShownList.of(sql, host).map(this::snapshot);
  }

  private Snapshot snapshot(ShownList list) {
    Spool<Entry> spool = new Spool<>(spoolFolder, new EntryForm());
    // Else H2 may take the index of another order, which is half as fast.
    try {
      new EntryRows(sql, list.key())
          .each(
              sql.select(EntryRows.COLUMNS)
                  .from(ENTRY)
                  .where(ENTRY.LIST_KEY.eq(list.key()))
                  .orderBy(ENTRY.LIST_KEY, ENTRY.ID),
              indexed -> spool.add(indexed.entry()));
      return new SpooledSnapshot(list.head(), spool);
    } catch (RuntimeException e) {
      spool.close();
      throw e;
    }
  }
}
