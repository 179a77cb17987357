package org.synchronode.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
  private static final String COPY = ".migrating";

  private final Path folder;
  private final String name;
  private final Path file;

  Migrations(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    this.file = folder.resolve(name + H2File.SUFFIX);
  }

  /**
   * Whether a store that is open lacks a part of the schema.
   *
   * @throws StoreException when it has more than this program knows
   */
  boolean isMissingIn(String url) {
    try {
      Flyway flyway = flyway(url);
      if (Stream.of(flyway.info().all()).anyMatch(Migrations::fromTheFuture)) {
        throw new StoreException(
            "The store " + file + " was written by a newer version of this program");
      }
      return flyway.info().pending().length > 0;
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  /** Migrates the file, which must not be open, or makes a new one where there is none. */
  void run() {
    Path copy = folder.resolve(name + COPY + H2File.SUFFIX);
    String url = "jdbc:h2:file:" + folder.resolve(name + COPY) + ";DB_CLOSE_ON_EXIT=FALSE";
    try {
      Files.deleteIfExists(copy);
      if (Files.exists(file)) {
        Files.copy(file, copy);
      }
      // Open until the end, so that it is not closed after each of Flyway's connections.
      try (Connection open = DriverManager.getConnection(url, "sa", "");
          Statement statement = open.createStatement()) {
        flyway(url).migrate();
        statement.execute("SHUTDOWN");
      }
      Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FlywayException e) {
      throw failure(e);
    } catch (SQLException e) {
      throw H2Failure.of(file, e, e);
    } catch (IOException e) {
      throw new StoreException("The store " + file + " can't be made: " + e, e);
    }
  }

  private Flyway flyway(String url) {
    return Flyway.configure()
        .loggers(FlywayLog.Creator.class.getName())
        .dataSource(url, "sa", "")
        .locations("classpath:db/migration/" + name)
        .ignoreMigrationPatterns(new String[0])
        .load();
  }

  private StoreException failure(FlywayException e) {
    String reason = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    return new StoreException("The store " + file + " can't be migrated: " + reason, e);
  }

  private static boolean fromTheFuture(MigrationInfo migration) {
    return migration.getState() == MigrationState.FUTURE_SUCCESS
        || migration.getState() == MigrationState.FUTURE_FAILED;
  }
}
