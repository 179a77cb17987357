package org.synchronode.application.catalogue;

import org.junit.jupiter.api.Nested;

/**
 * What every {@link Catalogue} does, whatever it is made of. Each test uses a host of its own, so
 * one catalogue may serve many tests. {@link CatalogueProperties} goes with it.
 */
public abstract class CatalogueContract {

  /** The implementation under test; the same one for several tests, or a new one for each. */
  protected abstract Catalogue catalogue();

  @Nested
  class Finding extends FindingEntries {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Listings extends ListingEntries {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Applying extends ApplyingDeltas {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Refusing extends RefusingDeltas {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Remembering extends RememberingChanges {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Places extends RememberingPlaces {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Receiving extends ReceivingLists {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Annotating extends KeepingAnnotations {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Counting extends CountingEditions {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }

  @Nested
  class Seeing extends SeeingHosts {
    @Override
    Catalogue catalogue() {
      return CatalogueContract.this.catalogue();
    }
  }
}
