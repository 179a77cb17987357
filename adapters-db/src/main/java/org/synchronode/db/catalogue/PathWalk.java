package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Entry.ENTRY;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Indexed;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;

/** Finds the entry at a path of one list, from the root down. */
final class PathWalk {
  private final DSLContext sql;
  private final ShownList list;
  private final EntryRows rows;

  PathWalk(DSLContext sql, ShownList list) {
    this.sql = sql;
    this.list = list;
    this.rows = new EntryRows(sql, list.key());
  }

  /**
   * What stands at the end of a path.
   *
   * @param path in the stored spelling
   */
  record Found(EntryPath path, Indexed indexed) {}

  /** By exact names only. */
  Optional<Found> exact(EntryPath path) {
    return walk(path, this::named);
  }

  /** By exact names first, then by names that look the same. */
  Optional<Found> lenient(EntryPath path) {
    return walk(
        path, (folder, name) -> named(folder, name).or(() -> looksLike(folder, name.canonical())));
  }

  private interface Step {
    Optional<Indexed> to(EntryId folder, EntryName name);
  }

  private Optional<Found> walk(EntryPath path, Step step) {
    Found here = new Found(EntryPath.ROOT, new Indexed(list.root(), FileKey.NONE));
    for (EntryName name : path.names()) {
      if (!(here.indexed().entry() instanceof FolderEntry folder)) {
        return Optional.empty();
      }
      Optional<Indexed> next = step.to(folder.id(), name);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      here = new Found(here.path().child(next.get().entry().name()), next.get());
    }
    return Optional.of(here);
  }

  /** What has this very name in a folder. */
  Optional<Indexed> named(EntryId folder, EntryName name) {
    return first(folder, ENTRY.NAME.eq(name.value()));
  }

  /** A name that is canonical itself has no other form in its row. */
  private Optional<Indexed> looksLike(EntryId folder, String canonical) {
    return first(folder, ENTRY.NAME.eq(canonical))
        .or(() -> first(folder, ENTRY.CANONICAL.eq(canonical)));
  }

  /** All that looks like a canonical name in a folder, sorted by name. */
  List<Indexed> lookingLike(EntryId folder, String canonical) {
    List<Indexed> found = new ArrayList<>(1);
    first(folder, ENTRY.NAME.eq(canonical)).ifPresent(found::add);
    rows.each(
        sql.select(EntryRows.COLUMNS)
            .from(ENTRY)
            .where(
                ENTRY.LIST_KEY.eq(list.key()),
                ENTRY.PARENT_ID.eq(folder.value()),
                ENTRY.CANONICAL.eq(canonical)),
        found::add);
    found.sort(Comparator.comparing(one -> one.entry().name()));
    return List.copyOf(found);
  }

  private Optional<Indexed> first(EntryId folder, Condition condition) {
    List<Indexed> found = new ArrayList<>(1);
    rows.each(
        sql.select(EntryRows.COLUMNS)
            .from(ENTRY)
            .where(ENTRY.LIST_KEY.eq(list.key()), ENTRY.PARENT_ID.eq(folder.value()), condition)
            .orderBy(ENTRY.NAME)
            .limit(1),
        found::add);
    return found.stream().findFirst();
  }
}
