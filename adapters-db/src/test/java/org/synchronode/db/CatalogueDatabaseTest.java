package org.synchronode.db;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.CatalogueContract;
import org.synchronode.application.share.ShareIndex;
import org.synchronode.application.share.ShareIndexContract;

class CatalogueDatabaseTest {
  @TempDir static Path folder;
  private static CatalogueDatabase database;

  @BeforeAll
  static void open() {
    database = CatalogueDatabase.open(folder);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Nested
  class AsCatalogue extends CatalogueContract {
    @Override
    protected Catalogue catalogue() {
      return database.catalogue();
    }
  }

  @Nested
  class AsShareIndex extends ShareIndexContract {
    @Override
    protected ShareIndex index() {
      return database.shareIndex();
    }

    @Override
    protected Catalogue catalogue() {
      return database.catalogue();
    }
  }
}
