package org.synchronode.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.application.share.FileKey;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;

/** What a catalogue keeps and what it clears away, over several lives. */
class ReopeningTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

  @TempDir Path folder;
  private final Random random = new Random();
  private final HostId host = HostId.random(random);
  private final OwnersList owner = new OwnersList(IndexId.random(random));

  private void receiveAll(CatalogueDatabase database) {
    try (Staging staging = database.catalogue().stage(host, owner.head().index())) {
      staging.add(List.copyOf(owner.entries()));
      assertThat(staging.commit(owner.head())).isTrue();
    }
    owner.tell();
  }

  @Test
  void everythingIsThereAfterReopening() {
    EntryId file = owner.file(owner.folder(EntryId.ROOT, "folder"), "file");
    HostId own = HostId.random(random);
    OwnersList ownList = new OwnersList(IndexId.random(random));
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      receiveAll(database);
      database.catalogue().seen(host, NOON);
      ListHead empty = database.shareIndex().open(own, ownList.head().index());
      EntryId keyed = ownList.file(EntryId.ROOT, "keyed");
      Delta delta = ownList.delta();
      database
          .shareIndex()
          .apply(
              own,
              new Delta(empty.revision(), delta.to(), delta.changes(), delta.fingerprint()),
              Map.of(keyed, new FileKey(1, 2)));
    }
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      assertThat(database.catalogue().head(host)).contains(owner.head());
      assertThat(database.catalogue().find(host, EntryPath.parse("folder/file")))
          .contains(owner.entry(file));
      assertThat(database.catalogue().lastSeen(host)).contains(NOON);
      database.catalogue().seen(host, NOON.plusNanos(1));
      assertThat(database.shareIndex().members(own, EntryId.ROOT).getFirst().key())
          .isEqualTo(new FileKey(1, 2));
      assertThat(database.shareIndex().open(own, IndexId.random(random))).isEqualTo(ownList.head());
    }
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      assertThat(database.catalogue().lastSeen(host)).contains(NOON.plusNanos(1));
    }
  }

  @Test
  void aListThatWasReplacedIsClearedAway() throws SQLException {
    for (int i = 0; i < 5000; i++) {
      owner.file(EntryId.ROOT, "file " + i);
    }
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      receiveAll(database);
      receiveAll(database);
      database.catalogue().drop(host);
      receiveAll(database);
    }
    CatalogueDatabase.open(folder).close();
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      await().until(() -> count("list") == 1 && count("entry") == 5000);
      assertThat(database.catalogue().head(host)).contains(owner.head());
    }
  }

  /** Through H2's own door into the file that this process has open. */
  private long count(String table) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("catalogue"), "sa", "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      return rows.next() ? rows.getLong(1) : -1;
    }
  }

  @Test
  void aListThatWasNotReceivedToItsEndIsClearedAway() {
    for (int i = 0; i < 5000; i++) {
      owner.file(EntryId.ROOT, "file " + i);
    }
    CatalogueDatabase crashed = CatalogueDatabase.open(folder);
    crashed.catalogue().stage(host, owner.head().index()).add(List.copyOf(owner.entries()));
    crashed.close();
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      await().until(() -> count("list") == 0 && count("entry") == 0);
      assertThat(database.catalogue().head(host)).isEmpty();
    }
  }

  @Test
  void aLongListingLeavesNothingBehind() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      owner.file(EntryId.ROOT, "file " + i);
    }
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      receiveAll(database);
      try (Listing listing =
          database.catalogue().list(host, EntryPath.ROOT, Depth.ONE).orElseThrow()) {
        assertThat(listing.entries()).toIterable().hasSize(20_001);
      }
      try (var files = Files.list(folder)) {
        assertThat(files).allMatch(file -> file.toString().endsWith(".db"));
      }
    }
  }
}
