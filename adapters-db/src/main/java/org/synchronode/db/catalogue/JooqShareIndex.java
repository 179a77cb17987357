package org.synchronode.db.catalogue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Indexed;
import org.synchronode.application.share.KnownFolder;
import org.synchronode.application.share.Located;
import org.synchronode.application.share.ShareIndex;
import org.synchronode.db.Durability;
import org.synchronode.db.Transactions;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;

/** The own list: the same rows that the catalogue shows, with device and inode in them. */
public final class JooqShareIndex implements ShareIndex {
  private final Transactions database;
  private final InstantSource clock;
  private final Editions editions;
  private final KnownPlaces places;
  private final ListWriter writer;

  /**
   * The own list in this database.
   *
   * @param editions those of the catalogue in the same database
   * @param places what the catalogue knows of them too
   * @param ofAnnotations what is attached to entries is answered only after this
   */
  public JooqShareIndex(
      Transactions database,
      InstantSource clock,
      Editions editions,
      KnownPlaces places,
      Durability ofAnnotations) {
    this.database = database;
    this.clock = clock;
    this.editions = editions;
    this.places = places;
    this.writer = new ListWriter(database, clock, editions, places, ofAnnotations);
  }

  @Override
  public ListHead open(HostId own, IndexId fresh) {
    ListHead head =
        database.write(
            sql ->
                ShownList.lock(sql, own)
                    .map(ShownList::head)
                    .orElseGet(
                        () -> {
                          ListHead empty = ListHead.empty(fresh);
                          ShownList.show(
                              sql, own, ShownList.insert(sql, own, empty, clock.instant()));
                          return empty;
                        }));
    editions.next(own);
    return head;
  }

  @Override
  public Optional<Indexed> find(HostId own, EntryPath path) {
    return places.find(own, path);
  }

  @Override
  public Map<EntryPath, KnownFolder> folders(HostId own, Collection<EntryPath> paths) {
    return database.read(
        sql ->
            ShownList.of(sql, own)
                .map(list -> new FolderLookUp(sql, list).at(paths))
                .orElse(Map.of()));
  }

  @Override
  public List<Indexed> chain(HostId own, EntryPath path) {
    return places.chain(own, path);
  }

  @Override
  public Optional<Indexed> memberAlike(HostId own, EntryId folder, EntryName name) {
    return places.alike(own, folder, name);
  }

  @Override
  public List<Located> locked(HostId own) {
    return database.read(
        sql ->
            ShownList.of(sql, own)
                .map(list -> new LockedEntries(sql, list).all())
                .orElse(List.of()));
  }

  @Override
  public List<Indexed> members(HostId own, EntryId folder) {
    return database.read(sql -> members(sql, own, List.of(folder)));
  }

  private static List<Indexed> members(DSLContext sql, HostId own, List<EntryId> folders) {
    List<Indexed> members = new ArrayList<>();
    ShownList.of(sql, own)
        .ifPresent(list -> new EntryRows(sql, list.key()).members(folders, members::add));
    return members;
  }

  @Override
  public List<Indexed> below(HostId own, EntryId folder) {
    return database.read(
        sql -> {
          List<Indexed> below = new ArrayList<>();
          List<EntryId> folders = List.of(folder);
          while (!folders.isEmpty()) {
            List<Indexed> members = members(sql, own, folders);
            below.addAll(members);
            folders =
                members.stream()
                    .filter(member -> member.entry() instanceof FolderEntry)
                    .map(member -> member.entry().id())
                    .toList();
          }
          return below;
        });
  }

  @Override
  public ApplyOutcome apply(HostId own, Delta delta, Map<EntryId, FileKey> keys) {
    return writer.apply(own, delta, id -> keys.getOrDefault(id, FileKey.NONE));
  }
}
