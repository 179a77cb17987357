package org.synchronode.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.catalogue.Attached;
import org.synchronode.application.share.FileKey;
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

/** A catalogue of an earlier version of this program is opened with all that is in it. */
class MigratingTest {
  private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000, 123_456_789);

  @TempDir Path folder;

  private final HostId own = HostId.random(new Random());
  private final Entry inside = new FolderEntry(id(2), EntryId.ROOT, name("folder"), THEN, at(2));
  private final Entry file = new FileEntry(id(3), id(2), name("file"), THEN, 7, at(3), at(4));
  private final ListHead head =
      new ListHead(
          new IndexId("0123456789abcdef"), at(5), Fingerprint.EMPTY.plus(inside).plus(file), 2);

  private static EntryId id(long value) {
    return new EntryId(value);
  }

  private static Revision at(long value) {
    return new Revision(value);
  }

  private static EntryName name(String name) {
    return new EntryName(name);
  }

  private void makeTheFirstVersion() throws SQLException {
    String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("catalogue");
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      Flyway.configure()
          .loggers(FlywayLog.Creator.class.getName())
          .dataSource(url, "sa", "")
          .locations("classpath:db/migration/catalogue")
          .target("1")
          .load()
          .migrate();
      statement.execute(
          "insert into list (host_id, index_id, revision, fingerprint, entries, removals_since,"
              + " changed_at) values ('%s', '0123456789abcdef', 5, %d, 2, 0, current_timestamp)"
                  .formatted(own, head.fingerprint().value()));
      statement.execute("insert into shown_list values ('%s', 1)".formatted(own));
      statement.execute(
          "insert into entry values"
              + " (1, 2, 0, 'folder', null, 1700000000, 123456789, 2, null, null, 8, 9),"
              + " (1, 3, 2, 'file', null, 1700000000, 123456789, 4, 7, 3, null, null)");
      statement.execute("insert into removed values (1, 1, 5)");
    }
  }

  @Test
  void whatWasThereIsThereAndCanBeAnnotated() throws SQLException {
    makeTheFirstVersion();
    Entry annotated = file.annotated(Attached.some(11), at(6));
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      assertThat(database.catalogue().head(own)).contains(head);
      assertThat(database.catalogue().find(own, EntryPath.of("folder"))).contains(inside);
      assertThat(database.catalogue().find(own, EntryPath.of("folder", "file"))).contains(file);
      assertThat(database.shareIndex().members(own, EntryId.ROOT).getFirst().key())
          .isEqualTo(new FileKey(8, 9));
      assertThat(database.catalogue().changesSince(own, at(4), 10).map(Delta::changes))
          .contains(List.of(new Change.Remove(id(1), at(5))));
      Delta delta =
          new Delta(
              at(5),
              at(6),
              List.of(new Change.Put(annotated)),
              head.fingerprint().minus(file).plus(annotated));
      database.shareIndex().apply(own, delta, Map.of());
    }
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      assertThat(database.catalogue().find(own, EntryPath.of("folder", "file")))
          .contains(annotated);
      assertThat(database.catalogue().find(own, EntryPath.of("folder"))).contains(inside);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"facts", "catalogue"})
  void whatAllScriptsMadeIsSeenAsCurrentWithoutFlyway(String name) {
    StoreFile store = new StoreFile(folder, name);
    new Migrations(store).run();
    assertThat(new Migrations(store).isCurrent()).isTrue();
  }

  @Test
  void whatLacksAScriptIsNotCurrent() throws SQLException {
    makeTheFirstVersion();
    assertThat(new Migrations(new StoreFile(folder, "catalogue")).isCurrent()).isFalse();
  }
}
