package org.synchronode.db;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.share.ShareIndex;
import org.synchronode.db.catalogue.Editions;
import org.synchronode.db.catalogue.JooqCatalogue;
import org.synchronode.db.catalogue.JooqShareIndex;
import org.synchronode.db.catalogue.KnownPlaces;
import org.synchronode.db.catalogue.LastSeen;
import org.synchronode.db.catalogue.Leftovers;
import org.synchronode.db.catalogue.OldChanges;

/**
 * The store of the lists: every host's last-known entries. Commits are grouped: {@code kill -9} may
 * lose the last half second of them, never a part of one. Only what is attached to the own entries,
 * which no scan finds again, is on the device before it is answered. Has one thread of its own,
 * which clears lists away that are no longer shown, shortens what they remember, and writes down
 * when hosts were last seen.
 */
public final class CatalogueDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueDatabase.class);

  private final H2File file;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("catalogue-housekeeping").factory());
  private final Leftovers leftovers;
  private final LastSeen lastSeen;
  private final OldChanges oldChanges;
  private final JooqCatalogue catalogue;
  private final JooqShareIndex shareIndex;

  private CatalogueDatabase(H2File file, Path dataDir, InstantSource clock) {
    this.file = file;
    this.leftovers = new Leftovers(file, housekeeping);
    this.lastSeen = new LastSeen(file);
    this.oldChanges = new OldChanges(file, OldChanges.MOST);
    Editions editions = new Editions(file::openings);
    KnownPlaces places = new KnownPlaces(file, editions);
    this.catalogue = new JooqCatalogue(file, dataDir, leftovers, lastSeen, clock, editions, places);
    this.shareIndex = new JooqShareIndex(file, clock, editions, places, file.durability());
  }

  private void begin() {
    leftovers.clearAll();
    var _ = housekeeping.scheduleWithFixedDelay(this::keepHouse, 10, 10, TimeUnit.SECONDS);
    var _ = housekeeping.scheduleWithFixedDelay(this::forget, 10, 10, TimeUnit.MINUTES);
  }

  private void keepHouse() {
    file.restore();
    lastSeen.flush();
  }

  private void forget() {
    try {
      oldChanges.forget();
    } catch (RuntimeException e) {
      LOG.warn("What lists remember could not be shortened yet: {}", e.toString());
    }
  }

  /**
   * Sets who is told when the lists can be written again, after they could not: a disk was full.
   * Lists may stand where they stood some moments before that.
   */
  public void whenRestored(Runnable listener) {
    file.whenRestored(listener);
  }

  /**
   * Opens the store in this folder, and makes it where there is none. Long listings wait in
   * temporary files of the same folder. A damaged one is set aside, and the lists begin anew: other
   * hosts send theirs again, and the own share is scanned again.
   *
   * @throws StoreException when it is open elsewhere, can't be written, or comes from a newer
   *     version of this program
   */
  public static CatalogueDatabase open(Path dataDir, InstantSource clock) {
    StoreFile file = new StoreFile(dataDir, "catalogue");
    if (file.isMarkedDamaged()) {
      setAside(file, "The store " + file.path() + " is damaged");
    }
    try {
      return open(file, dataDir, clock);
    } catch (DamagedStoreException e) {
      setAside(file, e.getMessage());
      return open(file, dataDir, clock);
    }
  }

  private static CatalogueDatabase open(StoreFile file, Path dataDir, InstantSource clock) {
    CatalogueDatabase database =
        new CatalogueDatabase(H2File.open(file, Saving.GROUPED), dataDir, clock);
    try {
      database.begin();
      return database;
    } catch (StoreException e) {
      database.housekeeping.shutdown();
      database.file.abandon();
      throw e;
    }
  }

  private static void setAside(StoreFile file, @Nullable String why) {
    LOG.error(
        "{}. It is {} now, and lists are received and scanned anew. What clients attached to own"
            + " files, such as locks, is lost.",
        why,
        file.setAside());
  }

  /** The same by the system's clock. */
  public static CatalogueDatabase open(Path dataDir) {
    return open(dataDir, InstantSource.system());
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public ShareIndex shareIndex() {
    return shareIndex;
  }

  /** What is not cleared away now is when the store is opened again. */
  @Override
  public void close() {
    leftovers.stop();
    oldChanges.stop();
    housekeeping.close();
    lastSeen.flush();
    file.close();
  }
}
