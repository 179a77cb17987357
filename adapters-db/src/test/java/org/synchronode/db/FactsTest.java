package org.synchronode.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.hosts.HostStoreContract;
import org.synchronode.application.node.NodeStore;
import org.synchronode.application.node.NodeStoreContract;
import org.synchronode.application.users.UserStore;
import org.synchronode.application.users.UserStoreContract;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.user.UserName;

class FactsTest {
  @TempDir Path folder;
  private Facts facts;

  @BeforeEach
  void open() {
    facts = Facts.open(folder);
  }

  @AfterEach
  void close() {
    facts.close();
  }

  @Nested
  class Hosts extends HostStoreContract {
    @Override
    protected HostStore emptyStore() {
      return facts.hosts();
    }
  }

  @Nested
  class Node extends NodeStoreContract {
    @Override
    protected NodeStore emptyStore() {
      return facts.node();
    }
  }

  @Nested
  class Users extends UserStoreContract {
    @Override
    protected UserStore emptyStore() {
      return facts.users();
    }
  }

  @Test
  void everythingIsThereAfterReopening() {
    HostId id = facts.node().ownId(() -> HostId.random(new Random()));
    facts.node().drawEpoch();
    Host laptop =
        new Host(
            HostId.random(new Random()),
            new HostName("Laptop"),
            new Origin.Registered(),
            new Standing.Pending(Instant.parse("2026-03-01T12:00:00.123456789Z")),
            Instant.EPOCH);
    facts.hosts().add(laptop, SecretHash.of("token"));
    facts.users().add(UserName.ADMIN, "hash");
    facts.close();

    facts = Facts.open(folder);
    assertThat(facts.node().ownId(() -> HostId.random(new Random()))).isEqualTo(id);
    assertThat(facts.node().drawEpoch()).isEqualTo(2);
    assertThat(facts.hosts().findByToken(SecretHash.of("token"))).contains(laptop);
    assertThat(facts.users().passwordHash(UserName.ADMIN)).contains("hash");
  }
}
