package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Entry.ENTRY;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Indexed;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

/**
 * Entries of one list as rows of {@code entry}, and back, with what is attached to them. A row says
 * whether that is anything, so that the tables of {@link AnnotationRows} are read for those entries
 * only.
 *
 * <p>Many rows are looked up by joining the keys as a table of their own. {@code IN} would read
 * better and scan the whole list: H2 uses it with an index's first column only. It is a left join
 * because that leaves the planner no choice of what comes first.
 */
final class EntryRows {
  /** In the order that {@link #plain} and {@link #isAnnotated} read. */
  static final List<Field<?>> COLUMNS =
      List.of(
          ENTRY.ID,
          ENTRY.PARENT_ID,
          ENTRY.NAME,
          ENTRY.MODIFIED_SECONDS,
          ENTRY.MODIFIED_NANOS,
          ENTRY.REVISION,
          ENTRY.SIZE,
          ENTRY.VERSION,
          ENTRY.DEVICE,
          ENTRY.INODE,
          ENTRY.ANNOTATED);

  private static final Field<Long> WANTED = DSL.field(DSL.name("WANTED", "ID"), Long.class);
  private static final Field<String> WANTED_NAME =
      DSL.field(DSL.name("WANTED", "NAME"), String.class);

  private final DSLContext sql;
  private final int list;
  private final AnnotationRows annotations;

  EntryRows(DSLContext sql, int list) {
    this.sql = sql;
    this.list = list;
    this.annotations = new AnnotationRows(sql, list);
  }

  private static Entry entry(Record row) {
    EntryId id = new EntryId((Long) row.get(0));
    EntryId parent = new EntryId((Long) row.get(1));
    EntryName name = new EntryName((String) row.get(2));
    Instant modified = Instant.ofEpochSecond((Long) row.get(3), (Integer) row.get(4));
    Revision revision = new Revision((Long) row.get(5));
    Long size = (Long) row.get(6);
    return size == null
        ? new FolderEntry(id, parent, name, modified, revision)
        : new FileEntry(
            id, parent, name, modified, size, new Revision((Long) row.get(7)), revision);
  }

  private static Indexed plain(Record row) {
    Long device = (Long) row.get(8);
    FileKey key = device == null ? FileKey.NONE : new FileKey(device, (Long) row.get(9));
    return new Indexed(entry(row), key);
  }

  private static boolean isAnnotated(Record row) {
    return (Boolean) row.get(10);
  }

  /** Reads the entries of a query for {@link #COLUMNS}, in its order, one after the other. */
  void each(ResultQuery<?> query, Consumer<Indexed> found) {
    Attaching attaching = new Attaching(annotations, found);
    try (Cursor<?> rows = query.fetchLazy()) {
      for (Record row : rows) {
        // A left join without a match.
        if (row.get(0) != null) {
          attaching.accept(plain(row), isAnnotated(row));
        }
      }
      attaching.end();
    }
  }

  /** Every entry that has a lock. */
  void locked(Consumer<Indexed> found) {
    byId(annotations.locked(), found);
  }

  /** Those of the entries that are there. */
  void byId(Collection<EntryId> ids, Consumer<Indexed> found) {
    lookUp(ids, ENTRY.ID, found);
  }

  /** What lies directly in the folders, in any order. */
  void members(Collection<EntryId> folders, Consumer<Indexed> found) {
    lookUp(folders, ENTRY.PARENT_ID, found);
  }

  /** What stands at these places. */
  void at(Collection<FolderLookUp.Place> places, Consumer<Indexed> found) {
    Chunks.of(
        places,
        chunk ->
            join(
                DSL.table(
                        "unnest({0}, {1})",
                        longs(chunk, place -> place.folder().value()),
                        DSL.val(
                            chunk.stream().map(FolderLookUp.Place::name).toArray(String[]::new),
                            SQLDataType.VARCHAR.array()))
                    .as("WANTED", "ID", "NAME"),
                ENTRY.PARENT_ID.eq(WANTED).and(ENTRY.NAME.eq(WANTED_NAME)),
                found));
  }

  private void lookUp(
      Collection<EntryId> ids, TableField<?, Long> column, Consumer<Indexed> found) {
    Chunks.of(
        ids,
        chunk ->
            join(
                DSL.table("unnest({0})", longs(chunk, EntryId::value)).as("WANTED", "ID"),
                column.eq(WANTED),
                found));
  }

  private void join(Table<?> wanted, Condition on, Consumer<Indexed> found) {
    each(sql.select(COLUMNS).from(wanted).leftJoin(ENTRY).on(ENTRY.LIST_KEY.eq(list), on), found);
  }

  private static <T> Field<Long[]> longs(List<T> all, Function<T, Long> value) {
    return DSL.val(all.stream().map(value).toArray(Long[]::new), SQLDataType.BIGINT.array());
  }

  /**
   * Adds entries.
   *
   * @throws org.jooq.exception.IntegrityConstraintViolationException when an id or a name is there
   *     twice
   */
  void insert(Collection<? extends Entry> entries, Function<EntryId, FileKey> keys) {
    Chunks.execute(
        sql,
        sql.insertInto(
                ENTRY,
                ENTRY.LIST_KEY,
                ENTRY.ID,
                ENTRY.PARENT_ID,
                ENTRY.NAME,
                ENTRY.CANONICAL,
                ENTRY.MODIFIED_SECONDS,
                ENTRY.MODIFIED_NANOS,
                ENTRY.REVISION,
                ENTRY.SIZE,
                ENTRY.VERSION,
                ENTRY.DEVICE,
                ENTRY.INODE,
                ENTRY.ANNOTATED)
            .values(list, 0L, 0L, "", "", 0L, 0, 0L, 0L, 0L, 0L, 0L, false),
        entries,
        entry -> values(entry, keys.apply(entry.id())));
    annotations.insert(entries);
  }

  private Object[] values(Entry entry, FileKey key) {
    Object[] values = new Object[13];
    values[0] = list;
    values[1] = entry.id().value();
    values[2] = entry.parent().value();
    values[3] = entry.name().value();
    String canonical = entry.name().canonical();
    if (!canonical.equals(entry.name().value())) {
      values[4] = canonical;
    }
    Instant modified = entry.modified();
    values[5] = modified.getEpochSecond();
    values[6] = modified.getNano();
    values[7] = entry.revision().value();
    if (entry instanceof FileEntry file) {
      values[8] = file.size();
      values[9] = file.version().value();
    }
    if (!key.equals(FileKey.NONE)) {
      values[10] = key.device();
      values[11] = key.inode();
    }
    values[12] = !entry.annotations().isEmpty();
    return values;
  }

  /** Deletes entries, as they were read from their rows. */
  void delete(Collection<? extends Entry> entries) {
    Chunks.execute(
        sql,
        sql.deleteFrom(ENTRY).where(ENTRY.LIST_KEY.eq(list), ENTRY.ID.eq(0L)),
        entries,
        entry -> new Object[] {list, entry.id().value()});
    annotations.delete(entries);
  }

  /** A file that lies where it lay, under its name. */
  record Rewritten(FileEntry before, FileEntry now) {
    boolean annotatedAnew() {
      return !before.annotations().equals(now.annotations());
    }
  }

  /** Gives rows of files the content that the files have now, and what is attached to them now. */
  void update(Collection<Rewritten> files, Function<EntryId, FileKey> keys) {
    Chunks.execute(
        sql,
        sql.update(ENTRY)
            .set(ENTRY.MODIFIED_SECONDS, 0L)
            .set(ENTRY.MODIFIED_NANOS, 0)
            .set(ENTRY.REVISION, 0L)
            .set(ENTRY.SIZE, 0L)
            .set(ENTRY.VERSION, 0L)
            .set(ENTRY.DEVICE, 0L)
            .set(ENTRY.INODE, 0L)
            .set(ENTRY.ANNOTATED, false)
            .where(ENTRY.LIST_KEY.eq(list), ENTRY.ID.eq(0L)),
        files,
        file -> {
          Object[] row = values(file.now(), keys.apply(file.now().id()));
          return new Object[] {
            row[5], row[6], row[7], row[8], row[9], row[10], row[11], row[12], list, row[1]
          };
        });
    List<Rewritten> other = files.stream().filter(Rewritten::annotatedAnew).toList();
    annotations.delete(other.stream().map(Rewritten::before).toList());
    annotations.insert(other.stream().map(Rewritten::now).toList());
  }
}
