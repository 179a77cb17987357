package org.synchronode.http.dav.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.catalogue.OwnersList;
import org.synchronode.application.catalogue.OwnersStep;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;
import org.synchronode.http.RawClient;
import org.synchronode.http.TestNode;

/**
 * Whatever an owner does, whenever clients ask and however little they take at a time: in the end
 * they have what a fresh listing has.
 */
class SyncPropertiesTest {
  private static final TestNode NODE = new TestNode();
  private static final Random RANDOM = new Random();

  @AfterContainer
  static void stop() {
    NODE.close();
  }

  /** What the owner does, and whether the clients ask then, and for how much. */
  record Turn(OwnersStep step, boolean tell, boolean ask, int limit) {}

  @Provide
  Arbitrary<List<Turn>> turns() {
    return Combinators.combine(
            OwnersStep.any(),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 4))
        .as(Turn::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  @Property(tries = 100)
  void theReportsAddUpToAListing(
      @ForAll("turns") List<Turn> turns, @ForAll("turns") List<Turn> more) {
    HostId host = HostId.random(RANDOM);
    String name = host.value().substring(0, 12);
    NODE.host(name, host);
    OwnersList owner = new OwnersList(IndexId.random(RANDOM));
    try (Staging staging = NODE.memory.stage(host, owner.head().index())) {
      assertThat(staging.commit(owner.head())).isTrue();
    }
    owner.tell();
    try (RawClient http = NODE.connect()) {
      List<SyncClient> clients = new ArrayList<>();
      for (String folder : List.of("", "a/", "b/a/")) {
        clients.add(new SyncClient(http, "/browse/" + name + "/" + folder, "1"));
        clients.add(new SyncClient(http, "/browse/" + name + "/" + folder, "infinite"));
      }
      play(turns, host, owner, clients);
      compare(host, clients, 2);
      play(more, host, owner, clients);
      compare(host, clients, 0);
    }
  }

  private static void play(
      List<Turn> turns, HostId host, OwnersList owner, List<SyncClient> clients) {
    for (Turn turn : turns) {
      turn.step().take(owner);
      if (turn.tell()) {
        tell(host, owner);
      }
      if (turn.ask()) {
        clients.stream()
            .filter(client -> isFolder(host, client))
            .forEach(client -> client.step(turn.limit()));
      }
    }
    tell(host, owner);
  }

  private static void compare(HostId host, List<SyncClient> clients, int limit) {
    for (SyncClient client : clients) {
      if (isFolder(host, client)) {
        client.sync(limit);
        assertThat(client.copy).isEqualTo(client.listing());
      }
    }
  }

  private static void tell(HostId host, OwnersList owner) {
    assertThat(NODE.memory.apply(host, owner.delta())).isInstanceOf(ApplyOutcome.Applied.class);
  }

  private static boolean isFolder(HostId host, SyncClient client) {
    String path = client.collection().split("/", 4)[3];
    EntryPath folder = EntryPath.parse(path.isEmpty() ? "" : path.substring(0, path.length() - 1));
    return NODE.memory.find(host, folder).orElse(null) instanceof FolderEntry;
  }
}
