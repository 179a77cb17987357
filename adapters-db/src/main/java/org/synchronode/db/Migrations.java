package org.synchronode.db;

import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings a store to the schema that this program knows, and refuses one from its future. */
final class Migrations {
  private final Path file;
  private final String name;

  Migrations(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  void migrate(DataSource source) {
    try {
      Flyway flyway =
          Flyway.configure()
              .loggers(FlywayLog.Creator.class.getName())
              .dataSource(source)
              .locations("classpath:db/migration/" + name)
              .ignoreMigrationPatterns(new String[0])
              .load();
      if (Stream.of(flyway.info().all()).anyMatch(Migrations::fromTheFuture)) {
        throw new StoreException(
            "The store " + file + " was written by a newer version of this program");
      }
      flyway.migrate();
    } catch (FlywayException e) {
      String reason = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
      throw new StoreException("The store " + file + " can't be migrated: " + reason, e);
    }
  }

  private static boolean fromTheFuture(MigrationInfo migration) {
    return migration.getState() == MigrationState.FUTURE_SUCCESS
        || migration.getState() == MigrationState.FUTURE_FAILED;
  }
}
