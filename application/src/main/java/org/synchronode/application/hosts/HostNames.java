package org.synchronode.application.hosts;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.synchronode.domain.host.HostName;

/**
 * Which names a host may get where the one that it wants is taken: the same with a number behind
 * it, from 2.
 */
public final class HostNames {
  private HostNames() {}

  /** The wanted name first, then numbered ones, {@code most} in all. */
  public static Iterable<HostName> candidates(HostName wanted, int most) {
    return () ->
        Stream.concat(Stream.of(wanted), IntStream.rangeClosed(2, most).mapToObj(wanted::numbered))
            .iterator();
  }
}
