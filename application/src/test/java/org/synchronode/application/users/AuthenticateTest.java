package org.synchronode.application.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.user.UserName;

class AuthenticateTest {
  private static final UserName ANNA = new UserName("anna");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final SlowHashes hashes = new SlowHashes();
  private final InMemoryUserStore users = new InMemoryUserStore();
  private final Authenticate authenticate;

  AuthenticateTest() {
    users.add(ANNA, hashes.hash("right"));
    authenticate = new Authenticate(users, hashes, now::get, new Random(1));
  }

  @Test
  void aPairIsVerifiedOnceInTenSeconds() {
    hashes.mayEnd.release(2);
    assertThat(authenticate.authenticate("anna", "right")).contains(ANNA);
    assertThat(authenticate.authenticate("anna", "right")).contains(ANNA);
    assertThat(hashes.begun.get()).isEqualTo(1);

    now.updateAndGet(time -> time.plus(Duration.ofSeconds(10)));
    assertThat(authenticate.authenticate("anna", "right")).contains(ANNA);
    assertThat(hashes.begun.get()).isEqualTo(2);
  }

  @Test
  void whoSendsThePairMeanwhileWaitsForTheSameVerdict() throws Exception {
    for (String password : List.of("right", "wrong")) {
      List<Future<Optional<UserName>>> verdicts = new ArrayList<>();
      AtomicInteger waiting = new AtomicInteger();
      hashes.begun.set(0);
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 8; i++) {
          verdicts.add(
              clients.submit(
                  () -> {
                    waiting.incrementAndGet();
                    return authenticate.authenticate("anna", password);
                  }));
        }
        await().until(() -> waiting.get() == 8 && hashes.begun.get() > 0);
        hashes.mayEnd.release();
        for (Future<Optional<UserName>> verdict : verdicts) {
          assertThat(verdict.get().isPresent()).isEqualTo(password.equals("right"));
        }
      }
      assertThat(hashes.begun.get()).isEqualTo(1);
    }
  }

  @Test
  void whatCouldNotBeVerifiedIsVerifiedAgain() {
    hashes.mayEnd.release(2);
    hashes.fails = true;
    assertThatThrownBy(() -> authenticate.authenticate("anna", "right"))
        .isInstanceOf(IllegalStateException.class);
    hashes.fails = false;
    assertThat(authenticate.authenticate("anna", "right")).contains(ANNA);
  }

  /** Hashes that are verified when the test lets them. */
  private static final class SlowHashes implements PasswordHashes {
    final AtomicInteger begun = new AtomicInteger();
    final Semaphore mayEnd = new Semaphore(0);
    volatile boolean fails;

    @Override
    public String hash(String password) {
      return "hash of " + password;
    }

    @Override
    public String ofNobody() {
      return "no hash";
    }

    @Override
    public boolean matches(String password, String hash) {
      begun.incrementAndGet();
      mayEnd.acquireUninterruptibly();
      if (fails) {
        throw new IllegalStateException("out of order");
      }
      return hash.equals(hash(password));
    }
  }
}
