package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.ShownList.SHOWN_LIST;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.catalogue.PlaceChanges;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.application.share.FileKey;
import org.synchronode.db.Durability;
import org.synchronode.db.StoreException;
import org.synchronode.db.Transactions;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/** The lists of all hosts, in SQL. */
public final class JooqCatalogue implements Catalogue {
  private final Transactions database;
  private final ListingReader reader;
  private final Leftovers leftovers;
  private final LastSeen lastSeen;
  private final InstantSource clock;
  private final Editions editions;
  private final KnownPlaces places;
  private final ListWriter writer;
  private final Map<HostId, JooqStaging> stagings = new ConcurrentHashMap<>();

  /**
   * A catalogue in this database.
   *
   * @param spoolFolder where long listings wait for slow clients
   * @param editions those of the share index in the same database
   * @param places what the share index knows of them too
   */
  public JooqCatalogue(
      Transactions database,
      Path spoolFolder,
      Leftovers leftovers,
      LastSeen lastSeen,
      InstantSource clock,
      Editions editions,
      KnownPlaces places) {
    this.database = database;
    this.reader = new ListingReader(database, spoolFolder);
    this.leftovers = leftovers;
    this.lastSeen = lastSeen;
    this.clock = clock;
    this.editions = editions;
    this.places = places;
    this.writer = new ListWriter(database, clock, editions, places, Durability.SOON);
  }

  @Override
  public long edition(HostId host) {
    return editions.of(host);
  }

  @Override
  public Optional<ListHead> head(HostId host) {
    return database.read(sql -> ShownList.of(sql, host).map(ShownList::head));
  }

  @Override
  public Optional<Listing.Listed> at(HostId host, EntryPath path) {
    return places
        .lenient(host, path)
        .map(found -> new Listing.Listed(found.path(), found.indexed().entry()));
  }

  @Override
  public Optional<Listing> list(HostId host, EntryPath path, Depth depth) {
    return reader.list(host, path, depth);
  }

  @Override
  public Optional<Snapshot> snapshot(HostId host) {
    return reader.snapshot(host);
  }

  @Override
  public Optional<Delta> changesSince(HostId host, Revision from, int most) {
    return database.read(
        sql ->
            ShownList.of(sql, host)
                .flatMap(list -> RememberedChanges.since(sql, list, from, most)));
  }

  @Override
  public Optional<PlaceChanges> placesSince(HostId host, Revision told, Revision seen, int most) {
    return database.read(
        sql ->
            ShownList.of(sql, host)
                .flatMap(list -> new PlaceChangesReader(sql, list).since(told, seen, most)));
  }

  @Override
  public void requireRoom() {
    try {
      database.requireRoom();
    } catch (StoreException e) {
      throw new ProblemException(
          new Problem.InsufficientStorage(
              "Nothing was changed: a node on the way can't record it, because its own disk is full."),
          e);
    }
  }

  @Override
  public ApplyOutcome apply(HostId host, Delta delta) {
    return writer.apply(host, delta, _ -> FileKey.NONE);
  }

  @Override
  public Staging stage(HostId host, IndexId index) {
    JooqStaging staging = JooqStaging.begin(database, leftovers, clock, editions, host, index);
    Optional.ofNullable(stagings.put(host, staging)).ifPresent(JooqStaging::close);
    return staging;
  }

  @Override
  public void drop(HostId host) {
    Optional<Integer> dropped =
        database.write(
            sql -> {
              Optional<Integer> key = ShownList.lock(sql, host).map(ShownList::key);
              sql.deleteFrom(SHOWN_LIST).where(SHOWN_LIST.HOST_ID.eq(host.value())).execute();
              return key;
            });
    editions.next(host);
    dropped.ifPresent(leftovers::clear);
  }

  @Override
  public void seen(HostId host, Instant at) {
    lastSeen.seen(host, at);
  }

  @Override
  public Optional<Instant> lastSeen(HostId host) {
    return lastSeen.of(host);
  }
}
