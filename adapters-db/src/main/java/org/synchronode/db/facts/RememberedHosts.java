package org.synchronode.db.facts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;

/**
 * A registry that remembers which hosts it found by id or name, until anything in it changes: every
 * request in the tree begins with one of them, and changes are rare. All changes must go through
 * it.
 */
public final class RememberedHosts implements HostStore {
  private final HostStore store;

  /** Replaced after each change: what was read before it is put into the one that is dropped. */
  private volatile Found found = new Found(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

  private record Found(Map<HostId, Host> byId, Map<String, Host> byName) {}

  /** Remembers what this registry has. */
  public RememberedHosts(HostStore store) {
    this.store = store;
  }

  @Override
  public Optional<Host> find(HostId id) {
    return find(found.byId(), id, () -> store.find(id));
  }

  @Override
  public Optional<Host> findByName(HostName name) {
    return find(found.byName(), name.canonical(), () -> store.findByName(name));
  }

  /** Who asks for what is not there must not fill the memory. */
  private static <K> Optional<Host> find(Map<K, Host> known, K key, Supplier<Optional<Host>> look) {
    Optional<Host> host = Optional.ofNullable(known.get(key));
    if (host.isPresent()) {
      return host;
    }
    Optional<Host> read = look.get();
    read.ifPresent(present -> known.put(key, present));
    return read;
  }

  private <T> T changing(Supplier<T> change) {
    try {
      return change.get();
    } finally {
      found = new Found(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  @Override
  public Optional<Host> findByToken(SecretHash token) {
    return store.findByToken(token);
  }

  @Override
  public List<Host> all() {
    return store.all();
  }

  @Override
  public boolean add(Host host) {
    return changing(() -> store.add(host));
  }

  @Override
  public boolean add(Host host, SecretHash token) {
    return changing(() -> store.add(host, token));
  }

  @Override
  public JoinOutcome join(Host host, SecretHash token, SecretHash code, Instant now) {
    return changing(() -> store.join(host, token, code, now));
  }

  @Override
  public void addJoinCode(SecretHash code, Instant expires) {
    store.addJoinCode(code, expires);
  }

  @Override
  public boolean changeStanding(HostId id, Standing from, Standing to) {
    return changing(() -> store.changeStanding(id, from, to));
  }

  @Override
  public boolean rename(HostId id, HostName name) {
    return changing(() -> store.rename(id, name));
  }

  @Override
  public int removeExpired(Instant now) {
    return changing(() -> store.removeExpired(now));
  }

  @Override
  public void release(HostId id) {
    changing(
        () -> {
          store.release(id);
          return true;
        });
  }
}
