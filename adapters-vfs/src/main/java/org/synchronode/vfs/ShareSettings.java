package org.synchronode.vfs;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.synchronode.application.share.SharePermissions;

/**
 * How a share is kept up to date, and what may be changed in it.
 *
 * @param rescan how long until the whole share is scanned again, whatever the watch has seen
 * @param retry how long until a share that is not there is looked for again
 * @param quiet how long no further change must be seen before a folder is listed again
 * @param longest after which time it is listed although changes go on
 * @param permissions what others may change
 * @param durability what a change that was answered survives
 * @param clock by which locks end
 */
public record ShareSettings(
    Duration rescan,
    Duration retry,
    Duration quiet,
    Duration longest,
    SharePermissions permissions,
    Durability durability,
    InstantSource clock) {
  /** For reading only. */
  public static final ShareSettings DEFAULT =
      new ShareSettings(
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          SharePermissions.READING,
          Durability.PROCESS,
          Clock.systemUTC());

  public ShareSettings withRescan(Duration interval) {
    return new ShareSettings(interval, retry, quiet, longest, permissions, durability, clock);
  }

  public ShareSettings withRetry(Duration interval) {
    return new ShareSettings(rescan, interval, quiet, longest, permissions, durability, clock);
  }

  public ShareSettings withPermissions(SharePermissions others) {
    return new ShareSettings(rescan, retry, quiet, longest, others, durability, clock);
  }

  public ShareSettings withDurability(Durability other) {
    return new ShareSettings(rescan, retry, quiet, longest, permissions, other, clock);
  }

  public ShareSettings withClock(InstantSource other) {
    return new ShareSettings(rescan, retry, quiet, longest, permissions, durability, other);
  }
}
