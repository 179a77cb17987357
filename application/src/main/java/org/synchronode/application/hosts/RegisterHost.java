package org.synchronode.application.hosts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.host.Token;

/**
 * Gives a new slave its id and its token. With a join code the host is active at once; without one
 * it is pending until an administrator approves it, for 15 minutes, and few can be pending at a
 * time.
 */
public final class RegisterHost {
  /** How long a host may wait for approval. */
  public static final Duration PENDING_FOR = Duration.ofMinutes(15);

  /** How many hosts may wait for approval at a time, in all. */
  public static final int MOST_PENDING = 100;

  private static final int MOST_NAME_TRIES = 1000;

  private final HostStore hosts;
  private final RegistrationMode mode;
  private final PendingByAddress pendingByAddress;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Registers into this store.
   *
   * @param random a secure one
   */
  public RegisterHost(
      HostStore hosts, RegistrationMode mode, InstantSource clock, RandomGenerator random) {
    this.hosts = hosts;
    this.mode = mode;
    this.pendingByAddress = new PendingByAddress(PENDING_FOR);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Registers a host.
   *
   * @throws ProblemException with {@link Problem.Forbidden} when the mode or the code does not
   *     allow it, {@link Problem.Conflict} when the id is registered here already, {@link
   *     Problem.TooMany} when too many are pending
   */
  public synchronized Registration register(RegistrationRequest request) {
    Instant now = clock.instant();
    hosts.removeExpired(now);
    HostId id =
        switch (request.id()) {
          case RegistrationRequest.Id.Known(HostId known) -> known;
          case RegistrationRequest.Id.New _ -> HostId.random(random);
        };
    HostName name =
        switch (request.name()) {
          case RegistrationRequest.Name.Wanted(HostName wanted) -> wanted;
          case RegistrationRequest.Name.Whatever _ ->
              new HostName("host-" + id.value().substring(0, 6));
        };
    Token token = Token.random(random);
    return switch (request.code()) {
      case RegistrationRequest.Code.Brought brought -> join(id, name, token, brought, now);
      case RegistrationRequest.Code.Missing _ -> enlist(id, name, token, request.address(), now);
    };
  }

  private Registration join(
      HostId id,
      HostName wanted,
      Token token,
      RegistrationRequest.Code.Brought brought,
      Instant now) {
    if (mode == RegistrationMode.CLOSED) {
      throw closed();
    }
    for (HostName name : HostNames.candidates(wanted, MOST_NAME_TRIES)) {
      Host host = new Host(id, name, new Origin.Registered(), new Standing.Active(), now);
      switch (hosts.join(host, token.hash(), brought.code().hash(), now)) {
        case JOINED -> {
          return new Registration(host, token);
        }
        case CODE_REFUSED ->
            throw new ProblemException(
                new Problem.Forbidden(
                    "This join code is unknown, used up or out of date. Ask the master's administrator for a new one:"
                        + " ./synchronode invite"));
        case TAKEN -> refuseKnownId(id);
      }
    }
    throw nameTaken(wanted);
  }

  private Registration enlist(
      HostId id, HostName wanted, Token token, String address, Instant now) {
    Standing standing =
        switch (mode) {
          case OPEN -> new Standing.Active();
          case APPROVE -> new Standing.Pending(now.plus(PENDING_FOR));
          case CODE ->
              throw new ProblemException(
                  new Problem.Forbidden(
                      "This master lets hosts in by join code only. Ask its administrator for one: ./synchronode"
                          + " invite"));
          case CLOSED -> throw closed();
        };
    if (standing instanceof Standing.Pending) {
      boundPending(address, now);
    }
    for (HostName name : HostNames.candidates(wanted, MOST_NAME_TRIES)) {
      Host host = new Host(id, name, new Origin.Registered(), standing, now);
      if (hosts.add(host, token.hash())) {
        if (standing instanceof Standing.Pending) {
          pendingByAddress.count(address, now);
        }
        return new Registration(host, token);
      }
      refuseKnownId(id);
    }
    throw nameTaken(wanted);
  }

  private void boundPending(String address, Instant now) {
    long pending =
        hosts.all().stream().filter(host -> host.standing() instanceof Standing.Pending).count();
    if (pending >= MOST_PENDING || !pendingByAddress.allows(address, now)) {
      throw new ProblemException(
          new Problem.TooMany(
              "Too many hosts wait for approval. Try again in some minutes, or bring a join code."));
    }
  }

  private void refuseKnownId(HostId id) {
    if (hosts.find(id).isPresent()) {
      throw new ProblemException(
          new Problem.Conflict(
              "Host "
                  + id
                  + " is registered here already. To let it in again, revoke it and give it a join code."));
    }
  }

  private static ProblemException closed() {
    return new ProblemException(new Problem.Forbidden("This master lets no new hosts in."));
  }

  private static ProblemException nameTaken(HostName wanted) {
    return new ProblemException(
        new Problem.Conflict("Every name like '" + wanted + "' is taken here."));
  }
}
