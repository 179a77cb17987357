package org.synchronode.application.hosts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;

/**
 * The registry of hosts, tokens and join codes: facts that nothing else can bring back. Each change
 * is one transaction, durable when the method returns, also through {@code kill -9}. Safe for use
 * by several threads. Secrets come in as hashes only.
 */
public interface HostStore {

  Optional<Host> find(HostId id);

  /** By name, compared in {@linkplain HostName#canonical() canonical form}. */
  Optional<Host> findByName(HostName name);

  /** The host whose current token this is, in whatever standing. */
  Optional<Host> findByToken(SecretHash token);

  /** All hosts, in whatever standing, by name. */
  List<Host> all();

  /**
   * Adds a host without a token of its own: this node itself, or one that lies below a slave.
   *
   * @return false, and nothing is changed, when the id or the name is taken
   */
  boolean add(Host host);

  /**
   * Adds a host that registered.
   *
   * @return false, and nothing is changed, when the id or the name is taken
   */
  boolean add(Host host, SecretHash token);

  /**
   * Uses up a join code and adds the host that brought it, both or neither. A revoked host of the
   * same id is replaced: the invitation outweighs it.
   *
   * @param now codes that end at or before it are void
   */
  JoinOutcome join(Host host, SecretHash token, SecretHash code, Instant now);

  /** What came of a join code. */
  enum JoinOutcome {
    JOINED,
    /** Unknown, used up or out of date: on purpose not told apart. */
    CODE_REFUSED,
    /** The id or the name is taken; the code is not used up. */
    TAKEN
  }

  void addJoinCode(SecretHash code, Instant expires);

  /**
   * Changes where a host stands, if it still stands as {@code from} says.
   *
   * @return false, and nothing is changed, when it does not, or does not exist
   */
  boolean changeStanding(HostId id, Standing from, Standing to);

  /**
   * Gives a host another name. Returns false, and nothing is changed, when the name is taken or the
   * host unknown.
   */
  boolean rename(HostId id, HostName name);

  /** Forgets hosts that have been pending until {@code now} or longer ago, and returns how many. */
  int removeExpired(Instant now);

  /** Forgets a host that lies below a slave, so that another link may announce it. */
  void release(HostId id);
}
