package org.synchronode.db;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.Attached;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.lock.Lock;

/**
 * Attaches properties and locks to files of its own list, and takes them away again, until it is
 * killed. Prints each change when it is answered: the file's name, how many properties and how many
 * locks it has now.
 */
final class KilledOwner {
  static final HostId OWN = new HostId("b".repeat(26));

  static final int FILES = 10;

  private KilledOwner() {}

  public static void main(String[] arguments) {
    CatalogueDatabase database = CatalogueDatabase.open(Path.of(arguments[0]));
    Random random = new Random();
    IndexId index = IndexId.random(random);
    OwnersList owner = new OwnersList(index);
    database.shareIndex().open(OWN, index);
    for (int i = 0; i < FILES; i++) {
      owner.file(EntryId.ROOT, "file-" + i);
    }
    Delta files = owner.delta();
    apply(
        database,
        new Delta(
            database.shareIndex().open(OWN, index).revision(),
            files.to(),
            files.changes(),
            files.fingerprint()));
    List<EntryId> ids = owner.entries().stream().map(Entry::id).toList();
    for (int i = 0; ; i++) {
      EntryId id = ids.get(random.nextInt(ids.size()));
      Annotations annotations =
          switch (random.nextInt(3)) {
            case 0 -> Annotations.NONE;
            case 1 -> Attached.locks(Attached.lock(Lock.Scope.EXCLUSIVE, false));
            default -> Attached.some(i);
          };
      if (annotations.isEmpty() && owner.entry(id).annotations().isEmpty()) {
        // Nothing to lose: this is not waited for.
        continue;
      }
      owner.annotate(id, annotations);
      apply(database, owner.delta());
      System.out.println(
          owner.entry(id).name()
              + " "
              + annotations.properties().size()
              + " "
              + annotations.locks().size());
      System.out.flush();
    }
  }

  private static void apply(CatalogueDatabase database, Delta delta) {
    if (!(database.shareIndex().apply(OWN, delta, Map.of()) instanceof ApplyOutcome.Applied)) {
      throw new IllegalStateException("the delta was not applied");
    }
  }
}
