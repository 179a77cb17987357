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
  private volatile Found found = new Found();

  private static final class Found {
    final Map<HostId, Host> byId = new ConcurrentHashMap<>();
    final Map<String, Host> byName = new ConcurrentHashMap<>();
    final Map<SecretHash, Host> byToken = new ConcurrentHashMap<>();
    volatile Optional<List<Host>> all = Optional.empty();
  }

  /** Remembers what this registry has. */
  public RememberedHosts(HostStore store) {
    this.store = store;
  }

  @Override
  public Optional<Host> find(HostId id) {
    return find(found.byId, id, () -> store.find(id));
  }

  @Override
  public Optional<Host> findByName(HostName name) {
    return find(found.byName, name.canonical(), () -> store.findByName(name));
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
      found = new Found();
    }
  }

  @Override
  public Optional<Host> findByToken(SecretHash token) {
    return find(found.byToken, token, () -> store.findByToken(token));
  }

  @Override
  public List<Host> all() {
    Found known = found;
    List<Host> all = known.all.orElseGet(() -> List.copyOf(store.all()));
    known.all = Optional.of(all);
    return all;
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
    int removed = store.removeExpired(now);
    if (removed > 0) {
      found = new Found();
    }
    return removed;
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
