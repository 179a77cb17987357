package org.synchronode.application.hosts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.synchronode.domain.host.JoinCode;

/** Makes a join code: one use, 24 hours. */
public final class InviteHost {
  private static final Duration VALID_FOR = Duration.ofHours(24);

  private final HostStore hosts;
  private final InstantSource clock;
  private final RandomGenerator random;

  public InviteHost(HostStore hosts, InstantSource clock, RandomGenerator random) {
    this.hosts = hosts;
    this.clock = clock;
    this.random = random;
  }

  public JoinCode invite() {
    JoinCode code = JoinCode.random(random);
    hosts.addJoinCode(code.hash(), clock.instant().plus(VALID_FOR));
    return code;
  }
}
