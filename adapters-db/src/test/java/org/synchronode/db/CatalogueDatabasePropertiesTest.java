package org.synchronode.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterContainer;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.CatalogueProperties;

class CatalogueDatabasePropertiesTest extends CatalogueProperties {
  private static final CatalogueDatabase DATABASE = open();

  private static CatalogueDatabase open() {
    try {
      return CatalogueDatabase.open(Files.createTempDirectory(Path.of("target"), "properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void close() {
    DATABASE.close();
  }

  @Override
  protected Catalogue catalogue() {
    return DATABASE.catalogue();
  }
}
