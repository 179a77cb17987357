package org.synchronode.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.db.catalogue.Editions;
import org.synchronode.db.catalogue.JooqCatalogue;
import org.synchronode.db.catalogue.KnownPlaces;
import org.synchronode.db.catalogue.LastSeen;
import org.synchronode.db.catalogue.Leftovers;
import org.synchronode.db.catalogue.OldChanges;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

class OldChangesTest {
  private static final int FILES = 2500;
  private static final int KEPT = 10;
  private static final int PLENTY = 10_000;

  @TempDir Path folder;
  private final Random random = new Random(7);
  private final HostId host = HostId.random(random);
  private final OwnersList owner = new OwnersList(IndexId.random(random));
  private final List<EntryId> files = new ArrayList<>();
  private H2File file;
  private JooqCatalogue catalogue;

  @BeforeEach
  void aList() {
    file = H2File.open(new StoreFile(folder, "catalogue"), Saving.GROUPED);
    Editions editions = new Editions(file::openings);
    catalogue =
        new JooqCatalogue(
            file,
            folder,
            new Leftovers(file, Runnable::run),
            new LastSeen(file),
            InstantSource.system(),
            editions,
            new KnownPlaces(file, editions));
    for (int i = 0; i < FILES; i++) {
      files.add(owner.file(EntryId.ROOT, "file " + i));
    }
    try (Staging staging = catalogue.stage(host, owner.head().index())) {
      staging.add(List.copyOf(owner.entries()));
      staging.commit(owner.head());
    }
    owner.tell();
  }

  @AfterEach
  void close() {
    file.close();
  }

  private Revision remove(int from, int to) {
    files.subList(from, to).forEach(owner::remove);
    assertThat(catalogue.apply(host, owner.delta())).isInstanceOf(ApplyOutcome.Applied.class);
    return owner.head().revision();
  }

  private boolean isRemembered(Revision from) {
    boolean changes = catalogue.changesSince(host, from, PLENTY).isPresent();
    assertThat(catalogue.placesSince(host, from, from, PLENTY).isPresent()).isEqualTo(changes);
    return changes;
  }

  @Test
  void theOldestAreForgottenWhereThereAreTooMany() {
    Revision first = owner.head().revision();
    Revision second = remove(0, FILES - KEPT);
    remove(FILES - KEPT, FILES);
    assertThat(isRemembered(first)).isTrue();

    new OldChanges(file, KEPT).forget();

    assertThat(isRemembered(first)).isFalse();
    assertThat(isRemembered(second)).isTrue();
    assertThat(catalogue.changesSince(host, second, PLENTY).orElseThrow().changes()).hasSize(KEPT);
    assertThat(catalogue.head(host)).contains(owner.head());
  }

  @Test
  void nothingIsForgottenWhereThereAreNotTooMany() {
    Revision first = owner.head().revision();
    remove(0, KEPT);
    new OldChanges(file, KEPT).forget();
    assertThat(isRemembered(first)).isTrue();
  }
}
