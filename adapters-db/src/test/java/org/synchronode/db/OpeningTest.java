package org.synchronode.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.domain.host.HostId;

/** What stops a store from opening is said in one line that names the file. */
class OpeningTest {
  @TempDir Path folder;

  private void assertRefused(Path in, String... words) {
    assertThatThrownBy(() -> Facts.open(in).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(in.toString())
        .message()
        .contains(words)
        .doesNotContain("\n");
  }

  @Test
  void theFolderIsMade() {
    Path inside = folder.resolve("not").resolve("there");
    Facts.open(inside).close();
    assertThat(inside.resolve("facts.mv.db")).exists();
  }

  @Test
  void nobodyElseMayReadTheFile() throws IOException {
    Facts.open(folder).close();
    assertThat(Files.getPosixFilePermissions(folder.resolve("facts.mv.db")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aStoreThatIsOpenElsewhereIsRefused() throws IOException {
    Facts.open(folder).close();
    try (FileChannel other =
            FileChannel.open(folder.resolve("facts.mv.db"), StandardOpenOption.WRITE);
        var lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertRefused(folder, "facts.mv.db", "open in another process");
    }
    Facts.open(folder).close();
  }

  @Test
  void aFolderThatCanNotBeIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(file, "can't be made");
    assertRefused(folder.resolve("a;b"), "semicolon");
  }

  @Test
  void aFileThatIsNoStoreIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("facts.mv.db"), "not a store, and longer than a header ".repeat(500));
    assertRefused(folder, "facts.mv.db", "damaged");
  }

  @Test
  void aStoreFromTheFutureIsRefused() throws SQLException {
    makeStoreFromTheFuture();
    assertRefused(folder, "facts.mv.db", "newer version of this program");
  }

  private void makeStoreFromTheFuture() throws SQLException {
    Facts.open(folder).close();
    try (var connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("facts"), "sa", "");
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into \"flyway_schema_history\" select 99, '99', 'future', \"type\","
              + " 'V99__future.sql', 1, \"installed_by\", current_timestamp, 1, true"
              + " from \"flyway_schema_history\" where \"version\" = '1'");
    }
  }

  @Test
  void aRefusedStoreIsNotKeptOpen() throws SQLException, IOException {
    makeStoreFromTheFuture();
    assertRefused(folder, "newer version");
    try (FileChannel other =
            FileChannel.open(folder.resolve("facts.mv.db"), StandardOpenOption.WRITE);
        var lock = other.tryLock()) {
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void aStoreThatGrewIsMadeSmallWhenItIsClosed() throws IOException {
    long large;
    HostId id;
    try (Facts facts = Facts.open(folder)) {
      id = facts.node().ownId(() -> HostId.random(new Random()));
      while (Files.size(folder.resolve("facts.mv.db")) < 34L << 20) {
        facts.node().drawEpoch();
      }
      large = Files.size(folder.resolve("facts.mv.db"));
    }
    assertThat(Files.size(folder.resolve("facts.mv.db"))).isLessThan(large / 10);
    try (Facts facts = Facts.open(folder)) {
      assertThat(facts.node().ownId(() -> HostId.random(new Random()))).isEqualTo(id);
    }
  }

  @Test
  void aDamagedCatalogueIsSetAsideAndBeginsAnew() throws IOException {
    Path file = folder.resolve("catalogue.mv.db");
    String damaged = "not a store, and longer than a header ".repeat(500);
    Files.writeString(file, damaged);
    assertEmptyCatalogue();
    assertThat(folder.resolve("catalogue.damaged.mv.db")).hasContent(damaged);
  }

  @Test
  void aCatalogueThatLostATableIsSetAside() throws SQLException {
    CatalogueDatabase.open(folder).close();
    loseATable();
    assertEmptyCatalogue();
    assertThat(folder.resolve("catalogue.damaged.mv.db")).exists();
  }

  @Test
  void damageThatShowsLaterIsRememberedForTheNextStart() throws SQLException {
    HostId host = HostId.random(new Random());
    CatalogueDatabase database = CatalogueDatabase.open(folder);
    loseATable();
    assertThatThrownBy(() -> database.catalogue().head(host))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("catalogue.mv.db", "damaged");
    database.close();
    assertEmptyCatalogue();
    assertEmptyCatalogue();
    assertThat(folder.resolve("catalogue.is-damaged")).doesNotExist();
  }

  private void loseATable() throws SQLException {
    String url = new StoreFile(folder, "catalogue").url();
    try (var connection = DriverManager.getConnection(url, "sa", "");
        var statement = connection.createStatement()) {
      statement.execute("drop table shown_list cascade");
    }
  }

  private void assertEmptyCatalogue() {
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      assertThat(database.catalogue().head(HostId.random(new Random()))).isEmpty();
    }
  }
}
