package org.synchronode.db;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.user.UserName;

/**
 * Works on both stores until it is killed, from two threads, and prints each of its facts when it
 * is committed: a line a fact.
 */
final class KilledNode {
  static final String HOST = "a".repeat(26);

  private static final int FIRST_FILES = 20_000;
  private static final int PIECE = 1000;
  private static final int MANY = 3000;

  private KilledNode() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    CatalogueDatabase database = CatalogueDatabase.open(folder);
    Facts facts = Facts.open(folder);
    Thread.ofPlatform().daemon().start(() -> followAnOwner(database));
    Random random = new Random();
    for (int i = 0; ; i++) {
      String name = "fact-" + i;
      facts
          .hosts()
          .add(
              new Host(
                  HostId.random(random),
                  new HostName(name),
                  new Origin.Registered(),
                  new Standing.Active(),
                  Instant.now()),
              SecretHash.of(name));
      facts.users().add(new UserName(name), name);
      facts.node().drawEpoch();
      System.out.println(name);
      System.out.flush();
    }
  }

  private static void followAnOwner(CatalogueDatabase database) {
    Random random = new Random();
    HostId host = new HostId(HOST);
    OwnersList owner = new OwnersList(IndexId.random(random));
    EntryId folder = owner.folder(EntryId.ROOT, "folder");
    for (int i = 0; i < FIRST_FILES; i++) {
      owner.file(folder, "first " + i);
    }
    receiveAll(database, owner);
    for (int i = 0; ; i++) {
      EntryId into = i % 7 == 0 ? owner.folder(EntryId.ROOT, "folder " + i) : folder;
      for (int j = 0; j < 20; j++) {
        owner.file(into, "file " + i + "." + j);
      }
      List<Entry> all = List.copyOf(owner.entries());
      // Now and then so much that it does not fit in memory before it is committed.
      int rewritten = i % 5 == 0 ? MANY : 1;
      for (int j = 0; j < rewritten; j++) {
        Entry any = all.get(random.nextInt(all.size()));
        if (any instanceof FileEntry) {
          owner.write(any.id(), i);
        } else if (rewritten == 1 && !any.id().equals(folder)) {
          owner.remove(any.id());
        }
      }
      if (!(database.catalogue().apply(host, owner.delta()) instanceof ApplyOutcome.Applied)) {
        throw new IllegalStateException("the delta was not applied");
      }
    }
  }

  private static void receiveAll(CatalogueDatabase database, OwnersList owner) {
    try (Staging staging = database.catalogue().stage(new HostId(HOST), owner.head().index())) {
      List<Entry> all = List.copyOf(owner.entries());
      for (int from = 0; from < all.size(); from += PIECE) {
        staging.add(all.subList(from, Math.min(all.size(), from + PIECE)));
      }
      staging.commit(owner.head());
    }
    owner.tell();
  }
}
