package org.synchronode.application.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.application.hosts.HostStore.JoinOutcome.CODE_REFUSED;
import static org.synchronode.application.hosts.HostStore.JoinOutcome.JOINED;
import static org.synchronode.application.hosts.HostStore.JoinOutcome.TAKEN;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;

/** What every {@link HostStore} does. */
public abstract class HostStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final SecretHash TOKEN = SecretHash.of("token");
  private static final SecretHash OTHER_TOKEN = SecretHash.of("other token");
  private static final SecretHash CODE = SecretHash.of("code");

  private final Random random = new Random();
  private HostStore store;

  /** A store without hosts. */
  protected abstract HostStore emptyStore();

  @BeforeEach
  void start() {
    store = emptyStore();
  }

  private Host host(String name, Origin origin, Standing standing) {
    return new Host(HostId.random(random), new HostName(name), origin, standing, NOW);
  }

  private Host registered(String name) {
    return host(name, new Origin.Registered(), new Standing.Active());
  }

  private Host pending(String name, Instant expires) {
    return host(name, new Origin.Registered(), new Standing.Pending(expires));
  }

  @Test
  void itBeginsEmpty() {
    assertThat(store.all()).isEmpty();
    assertThat(store.find(HostId.random(random))).isEmpty();
    assertThat(store.findByName(new HostName("laptop"))).isEmpty();
    assertThat(store.findByToken(TOKEN)).isEmpty();
  }

  @Test
  void aHostIsFoundByIdNameAndToken() {
    Host laptop = registered("Laptop");
    assertThat(store.add(laptop, TOKEN)).isTrue();
    assertThat(store.find(laptop.id())).contains(laptop);
    assertThat(store.findByName(new HostName("Laptop"))).contains(laptop);
    assertThat(store.findByToken(TOKEN)).contains(laptop);
    assertThat(store.findByToken(OTHER_TOKEN)).isEmpty();
  }

  @Test
  void namesAreComparedWithoutCase() {
    Host laptop = registered("Laptop");
    store.add(laptop, TOKEN);
    assertThat(store.findByName(new HostName("LAPTOP"))).contains(laptop);
    assertThat(store.add(registered("lapTOP"), OTHER_TOKEN)).isFalse();
    assertThat(store.findByToken(OTHER_TOKEN)).isEmpty();
  }

  @Test
  void everyOriginAndStandingIsRemembered() {
    Host own = host("own", new Origin.Own(), new Standing.Active());
    Host below = host("below", new Origin.Below(own.id()), new Standing.Active());
    Host waiting = pending("waiting", NOW.plusNanos(1));
    Host revoked = host("revoked", new Origin.Registered(), new Standing.Revoked());
    assertThat(store.add(own)).isTrue();
    assertThat(store.add(below)).isTrue();
    assertThat(store.add(waiting, TOKEN)).isTrue();
    assertThat(store.add(revoked, OTHER_TOKEN)).isTrue();
    assertThat(store.all()).containsExactly(below, own, revoked, waiting);
  }

  @Test
  void allHostsComeByNameWhateverTheCase() {
    store.add(registered("gamma"), TOKEN);
    store.add(registered("Beta"), OTHER_TOKEN);
    store.add(registered("alpha"), CODE);
    assertThat(store.all())
        .extracting(host -> host.name().value())
        .containsExactly("alpha", "Beta", "gamma");
  }

  @Test
  void aTakenIdIsRefused() {
    Host laptop = registered("laptop");
    store.add(laptop, TOKEN);
    Host same =
        new Host(laptop.id(), new HostName("other"), new Origin.Own(), laptop.standing(), NOW);
    assertThat(store.add(same)).isFalse();
    assertThat(store.add(same, OTHER_TOKEN)).isFalse();
    assertThat(store.all()).containsExactly(laptop);
  }

  @Test
  void aJoinCodeLetsOneHostIn() {
    store.addJoinCode(CODE, NOW.plusSeconds(1));
    Host laptop = registered("laptop");
    assertThat(store.join(laptop, TOKEN, CODE, NOW)).isEqualTo(JOINED);
    assertThat(store.findByToken(TOKEN)).contains(laptop);
    assertThat(store.join(registered("second"), OTHER_TOKEN, CODE, NOW)).isEqualTo(CODE_REFUSED);
    assertThat(store.all()).containsExactly(laptop);
  }

  @Test
  void anUnknownOrOutdatedCodeIsRefused() {
    Host laptop = registered("laptop");
    assertThat(store.join(laptop, TOKEN, CODE, NOW)).isEqualTo(CODE_REFUSED);
    store.addJoinCode(CODE, NOW);
    assertThat(store.join(laptop, TOKEN, CODE, NOW)).isEqualTo(CODE_REFUSED);
    assertThat(store.join(laptop, TOKEN, CODE, NOW.minusNanos(1))).isEqualTo(JOINED);
  }

  @Test
  void aTakenNameOrIdDoesNotUseUpTheCode() {
    Host laptop = registered("laptop");
    store.add(laptop, TOKEN);
    store.addJoinCode(CODE, NOW.plusSeconds(1));
    assertThat(store.join(registered("Laptop"), OTHER_TOKEN, CODE, NOW)).isEqualTo(TAKEN);
    Host sameId = new Host(laptop.id(), new HostName("x"), laptop.origin(), laptop.standing(), NOW);
    assertThat(store.join(sameId, OTHER_TOKEN, CODE, NOW)).isEqualTo(TAKEN);
    assertThat(store.all()).containsExactly(laptop);
    assertThat(store.join(registered("laptop-2"), OTHER_TOKEN, CODE, NOW)).isEqualTo(JOINED);
  }

  @Test
  void aRevokedHostComesBackByACode() {
    Host laptop = registered("laptop");
    store.add(laptop, TOKEN);
    store.changeStanding(laptop.id(), laptop.standing(), new Standing.Revoked());
    store.addJoinCode(CODE, NOW.plusSeconds(1));
    Host again =
        new Host(
            laptop.id(),
            new HostName("Laptop"),
            laptop.origin(),
            laptop.standing(),
            NOW.plusSeconds(9));
    assertThat(store.join(again, OTHER_TOKEN, CODE, NOW)).isEqualTo(JOINED);
    assertThat(store.all()).containsExactly(again);
    assertThat(store.findByToken(TOKEN)).isEmpty();
    assertThat(store.findByToken(OTHER_TOKEN)).contains(again);
  }

  @Test
  void aRevokedHostStaysWhenItsNewNameIsTaken() {
    Host laptop = registered("laptop");
    Host revoked = laptop.with(new Standing.Revoked());
    store.add(revoked, TOKEN);
    Host desktop = registered("desktop");
    store.add(desktop);
    store.addJoinCode(CODE, NOW.plusSeconds(1));
    Host again = new Host(laptop.id(), desktop.name(), laptop.origin(), laptop.standing(), NOW);
    assertThat(store.join(again, OTHER_TOKEN, CODE, NOW)).isEqualTo(TAKEN);
    assertThat(store.findByToken(TOKEN)).contains(revoked);
  }

  @Test
  void severalHostsWithOneCodeLetOneIn() {
    store.addJoinCode(CODE, NOW.plusSeconds(1));
    AtomicInteger joined = new AtomicInteger();
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            i -> {
              SecretHash token = SecretHash.of("token " + i);
              if (store.join(registered("host " + i), token, CODE, NOW) == JOINED) {
                joined.incrementAndGet();
              }
            });
    assertThat(joined).hasValue(1);
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void aStandingChangesFromWhatItIs() {
    Host waiting = pending("waiting", NOW);
    store.add(waiting, TOKEN);
    assertThat(store.changeStanding(waiting.id(), waiting.standing(), new Standing.Active()))
        .isTrue();
    assertThat(store.findByToken(TOKEN)).contains(waiting.with(new Standing.Active()));
    assertThat(store.changeStanding(waiting.id(), new Standing.Active(), new Standing.Revoked()))
        .isTrue();
    assertThat(store.findByToken(TOKEN)).contains(waiting.with(new Standing.Revoked()));
  }

  @Test
  void aStandingDoesNotChangeFromWhatItIsNot() {
    Host waiting = pending("waiting", NOW);
    store.add(waiting, TOKEN);
    Standing later = new Standing.Pending(NOW.plusNanos(1));
    assertThat(store.changeStanding(waiting.id(), later, new Standing.Active())).isFalse();
    assertThat(store.changeStanding(waiting.id(), new Standing.Active(), later)).isFalse();
    assertThat(store.find(waiting.id())).contains(waiting);
    assertThat(
            store.changeStanding(
                HostId.random(random), new Standing.Active(), new Standing.Revoked()))
        .isFalse();
  }

  @Test
  void aHostIsRenamed() {
    Host laptop = registered("laptop");
    store.add(laptop, TOKEN);
    assertThat(store.rename(laptop.id(), new HostName("Desktop"))).isTrue();
    assertThat(store.findByName(new HostName("desktop")).orElseThrow().name().value())
        .isEqualTo("Desktop");
    assertThat(store.findByName(laptop.name())).isEmpty();
    assertThat(store.rename(laptop.id(), new HostName("DESKTOP"))).isTrue();
  }

  @Test
  void aTakenNameIsNotGiven() {
    Host laptop = registered("laptop");
    store.add(laptop, TOKEN);
    store.add(registered("desktop"), OTHER_TOKEN);
    assertThat(store.rename(laptop.id(), new HostName("Desktop"))).isFalse();
    assertThat(store.find(laptop.id())).contains(laptop);
    assertThat(store.rename(HostId.random(random), new HostName("new"))).isFalse();
  }

  @Test
  void whatIsPendingTooLongIsForgotten() {
    Host early = pending("early", NOW.minusNanos(1));
    Host due = pending("due", NOW);
    Host late = pending("late", NOW.plusNanos(1));
    Host active = registered("active");
    store.add(early, SecretHash.of("1"));
    store.add(due, SecretHash.of("2"));
    store.add(late, SecretHash.of("3"));
    store.add(active, SecretHash.of("4"));
    assertThat(store.removeExpired(NOW)).isEqualTo(2);
    assertThat(store.all()).containsExactly(active, late);
    assertThat(store.findByToken(SecretHash.of("1"))).isEmpty();
    assertThat(store.removeExpired(NOW)).isZero();
  }

  @Test
  void onlyAHostBelowASlaveIsReleased() {
    Host slave = registered("slave");
    Host below = host("below", new Origin.Below(slave.id()), new Standing.Active());
    store.add(slave, TOKEN);
    store.add(below);
    store.release(slave.id());
    store.release(below.id());
    store.release(HostId.random(random));
    assertThat(store.all()).containsExactly(slave);
    assertThat(store.add(below)).isTrue();
  }

  @Test
  void aHostThatWasFoundIsFoundAsItHasBecome() {
    Host below = host("below", new Origin.Below(HostId.random(random)), new Standing.Active());
    Host late = pending("late", NOW.minusNanos(1));
    Host laptop = pending("laptop", NOW);
    store.add(below);
    store.add(late, OTHER_TOKEN);
    store.add(laptop, TOKEN);
    findAll(below, late, laptop);
    store.changeStanding(laptop.id(), laptop.standing(), new Standing.Active());
    store.rename(laptop.id(), new HostName("desk"));
    store.release(below.id());
    store.removeExpired(NOW);
    assertThat(store.find(laptop.id()).map(Host::name)).contains(new HostName("desk"));
    assertThat(store.find(laptop.id()).map(Host::active)).contains(true);
    assertThat(store.findByName(new HostName("DESK")).map(Host::id)).contains(laptop.id());
    assertThat(store.findByName(laptop.name())).isEmpty();
    for (Host gone : List.of(below, late)) {
      assertThat(store.find(gone.id())).isEmpty();
      assertThat(store.findByName(gone.name())).isEmpty();
    }
  }

  private void findAll(Host... hosts) {
    for (Host host : hosts) {
      assertThat(store.find(host.id())).contains(host);
      assertThat(store.findByName(host.name())).contains(host);
    }
  }
}
