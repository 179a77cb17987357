package org.synchronode.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Brings a store to the schema that this program knows, and refuses one from its future. H2 commits
 * each statement that changes a schema, so migrations run on a copy of the file, which takes the
 * file's place when it is complete: a process that is killed meanwhile leaves the old file as it
 * was.
 */
final class Migrations {
  /** The last version among the scripts of each store. */
  private static final Map<String, Integer> NEWEST = Map.of("facts", 1, "catalogue", 3);

  private final StoreFile file;

  Migrations(StoreFile file) {
    this.file = file;
  }

  /**
   * Whether the store, which is open, lacks a part of the schema.
   *
   * @throws StoreException when it has more than this program knows
   */
  boolean isMissing() {
    return !isCurrent() && flywaySaysSo();
  }

  /** Whether all scripts ran, and nothing else did: the usual case, without Flyway's long start. */
  boolean isCurrent() {
    try (Connection connection = DriverManager.getConnection(file.url(), "sa", "");
        Statement statement = connection.createStatement();
        ResultSet ran =
            statement.executeQuery(
                "select \"version\", \"success\" from \"flyway_schema_history\""
                    + " where \"type\" <> 'TABLE' order by \"installed_rank\"")) {
      int version = 0;
      while (ran.next()) {
        version++;
        if (!String.valueOf(version).equals(ran.getString(1)) || !ran.getBoolean(2)) {
          return false;
        }
      }
      return Integer.valueOf(version).equals(NEWEST.get(file.name()));
    } catch (SQLException _) {
      return false;
    }
  }

  private boolean flywaySaysSo() {
    try {
      Flyway flyway = flyway(file);
      if (Stream.of(flyway.info().all()).anyMatch(Migrations::fromTheFuture)) {
        throw new StoreException(
            "The store " + file.path() + " was written by a newer version of this program");
      }
      return flyway.info().pending().length > 0;
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  /** Migrates the file, which must not be open, or makes a new one where there is none. */
  void run() {
    StoreFile copy = file.sibling(".migrating");
    try {
      Files.deleteIfExists(copy.path());
      if (Files.exists(file.path())) {
        Files.copy(file.path(), copy.path());
      }
      // Open until the end, so that it is not closed after each of Flyway's connections.
      try (Connection open = DriverManager.getConnection(copy.url(), "sa", "");
          Statement statement = open.createStatement()) {
        flyway(copy).migrate();
        statement.execute("SHUTDOWN");
      }
      Files.move(copy.path(), file.path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (FlywayException e) {
      throw failure(e);
    } catch (SQLException e) {
      throw H2Failure.of(file.path(), e, e);
    } catch (IOException e) {
      throw new StoreException("The store " + file.path() + " can't be made: " + e, e);
    }
  }

  private Flyway flyway(StoreFile at) {
    return Flyway.configure()
        .loggers(FlywayLog.Creator.class.getName())
        .dataSource(at.url(), "sa", "")
        .locations("classpath:db/migration/" + file.name())
        .ignoreMigrationPatterns(new String[0])
        .load();
  }

  private StoreException failure(FlywayException e) {
    String reason = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    return new StoreException("The store " + file.path() + " can't be migrated: " + reason, e);
  }

  private static boolean fromTheFuture(MigrationInfo migration) {
    return migration.getState() == MigrationState.FUTURE_SUCCESS
        || migration.getState() == MigrationState.FUTURE_FAILED;
  }
}
