package org.synchronode.application.users;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Token;
import org.synchronode.domain.user.UserName;

/**
 * Decides whether a name and a password are a user's. A verdict is kept for some seconds, because
 * clients send the same pair with each of dozens of requests and the hash is slow on purpose; what
 * is kept is a salted hash of the pair.
 */
public final class Authenticate {
  private static final Duration KEPT_FOR = Duration.ofSeconds(10);
  private static final int MOST_KEPT = 1000;

  private final UserStore users;
  private final PasswordHashes hashes;
  private final InstantSource clock;
  private final String salt;
  private final String hashOfNobody;
  private final Map<SecretHash, CompletableFuture<Optional<UserName>>> underWay = new HashMap<>();
  private final Map<SecretHash, Verdict> verdicts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SecretHash, Verdict> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * Authenticates against these users.
   *
   * @param random a secure one
   */
  public Authenticate(
      UserStore users, PasswordHashes hashes, InstantSource clock, RandomGenerator random) {
    this.users = users;
    this.hashes = hashes;
    this.clock = clock;
    this.salt = Token.random(random).secret();
    this.hashOfNobody = hashes.ofNobody();
  }

  /**
   * The user, or nobody: a wrong password and an unknown name are not told apart, nor take a
   * different time. Who sends a pair that is being verified already waits for that verdict.
   */
  public Optional<UserName> authenticate(String name, String password) {
    SecretHash pair = SecretHash.of(salt + name.length() + ':' + name + ':' + password);
    CompletableFuture<Optional<UserName>> mine = new CompletableFuture<>();
    Instant now = clock.instant();
    CompletableFuture<Optional<UserName>> others;
    synchronized (verdicts) {
      Verdict kept = verdicts.get(pair);
      if (kept != null && now.isBefore(kept.until())) {
        return kept.user();
      }
      others = underWay.putIfAbsent(pair, mine);
    }
    if (others != null) {
      return verdictOf(others);
    }
    mine.completeAsync(() -> verify(name, password), Runnable::run);
    synchronized (verdicts) {
      underWay.remove(pair);
      verdicts.remove(pair);
      if (!mine.isCompletedExceptionally()) {
        verdicts.put(pair, new Verdict(mine.join(), now.plus(KEPT_FOR)));
      }
    }
    return verdictOf(mine);
  }

  private static Optional<UserName> verdictOf(CompletableFuture<Optional<UserName>> verification) {
    try {
      return verification.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : e;
    }
  }

  private Optional<UserName> verify(String name, String password) {
    Optional<UserName> known;
    try {
      known = Optional.of(new UserName(name));
    } catch (IllegalArgumentException _) {
      known = Optional.empty();
    }
    String hash = known.flatMap(users::passwordHash).orElse(hashOfNobody);
    boolean right = hashes.matches(password, hash);
    return right && !hash.equals(hashOfNobody) ? known : Optional.empty();
  }

  private record Verdict(Optional<UserName> user, Instant until) {}
}
