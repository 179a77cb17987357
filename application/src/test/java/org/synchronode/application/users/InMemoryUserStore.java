package org.synchronode.application.users;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.synchronode.domain.user.UserName;

/** Users over a plain map, for tests. */
public final class InMemoryUserStore implements UserStore {
  private final Map<UserName, String> hashes = new ConcurrentHashMap<>();

  @Override
  public Optional<String> passwordHash(UserName name) {
    return Optional.ofNullable(hashes.get(name));
  }

  @Override
  public boolean isEmpty() {
    return hashes.isEmpty();
  }

  @Override
  public boolean add(UserName name, String passwordHash) {
    return hashes.putIfAbsent(name, passwordHash) == null;
  }

  /** Gives a user another password. */
  public void set(UserName name, String passwordHash) {
    hashes.put(name, passwordHash);
  }
}
