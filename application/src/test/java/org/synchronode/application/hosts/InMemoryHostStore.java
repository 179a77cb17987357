package org.synchronode.application.hosts;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;

/** The registry over plain maps, for tests; one lock makes each change a transaction. */
public class InMemoryHostStore implements HostStore {
  private final Map<HostId, Host> hosts = new HashMap<>();
  private final Map<HostId, SecretHash> tokens = new HashMap<>();
  private final Map<SecretHash, Instant> joinCodes = new HashMap<>();

  @Override
  public synchronized Optional<Host> find(HostId id) {
    return Optional.ofNullable(hosts.get(id));
  }

  @Override
  public synchronized Optional<Host> findByName(HostName name) {
    return hosts.values().stream()
        .filter(host -> host.name().canonical().equals(name.canonical()))
        .findAny();
  }

  @Override
  public synchronized Optional<Host> findByToken(SecretHash token) {
    return tokens.entrySet().stream()
        .filter(entry -> entry.getValue().equals(token))
        .findAny()
        .flatMap(entry -> find(entry.getKey()));
  }

  @Override
  public synchronized List<Host> all() {
    return hosts.values().stream()
        .sorted(Comparator.comparing(host -> host.name().canonical()))
        .toList();
  }

  @Override
  public synchronized boolean add(Host host) {
    if (hosts.containsKey(host.id()) || findByName(host.name()).isPresent()) {
      return false;
    }
    hosts.put(host.id(), host);
    return true;
  }

  @Override
  public synchronized boolean add(Host host, SecretHash token) {
    if (!add(host)) {
      return false;
    }
    tokens.put(host.id(), token);
    return true;
  }

  @Override
  public synchronized JoinOutcome join(Host host, SecretHash token, SecretHash code, Instant now) {
    Instant expires = joinCodes.get(code);
    if (expires == null || !expires.isAfter(now)) {
      return JoinOutcome.CODE_REFUSED;
    }
    Optional<Host> sameId = find(host.id());
    Optional<Host> sameName =
        findByName(host.name()).filter(other -> !other.id().equals(host.id()));
    if (sameId.filter(other -> !(other.standing() instanceof Standing.Revoked)).isPresent()
        || sameName.isPresent()) {
      return JoinOutcome.TAKEN;
    }
    joinCodes.remove(code);
    hosts.put(host.id(), host);
    tokens.put(host.id(), token);
    return JoinOutcome.JOINED;
  }

  @Override
  public synchronized void addJoinCode(SecretHash code, Instant expires) {
    joinCodes.put(code, expires);
  }

  @Override
  public synchronized boolean changeStanding(HostId id, Standing from, Standing to) {
    Host host = hosts.get(id);
    if (host == null || !host.standing().equals(from)) {
      return false;
    }
    hosts.put(id, host.with(to));
    return true;
  }

  @Override
  public synchronized boolean rename(HostId id, HostName name) {
    Host host = hosts.get(id);
    if (host == null || findByName(name).filter(other -> !other.id().equals(id)).isPresent()) {
      return false;
    }
    hosts.put(id, new Host(id, name, host.origin(), host.standing(), host.registered()));
    return true;
  }

  @Override
  public synchronized int removeExpired(Instant now) {
    List<HostId> expired =
        hosts.values().stream()
            .filter(
                host ->
                    host.standing() instanceof Standing.Pending(Instant expires)
                        && !expires.isAfter(now))
            .map(Host::id)
            .toList();
    expired.forEach(hosts::remove);
    expired.forEach(tokens::remove);
    return expired.size();
  }

  @Override
  public synchronized void release(HostId id) {
    if (find(id).filter(host -> host.origin() instanceof Origin.Below).isPresent()) {
      hosts.remove(id);
    }
  }
}
