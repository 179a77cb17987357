package org.synchronode.vfs;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;

/**
 * How a share is kept up to date, what of it is shared, and what may be changed in it.
 *
 * @param rescan how long until the whole share is scanned again, whatever the watch has seen
 * @param retry how long until a share that is not there is looked for again
 * @param quiet how long no further change must be seen before a folder is listed again
 * @param longest after which time it is listed although changes go on
 * @param folders what is shared, and what others may change
 * @param durability what a change that was answered survives
 * @param clock by which locks end
 */
public record ShareSettings(
    Duration rescan,
    Duration retry,
    Duration quiet,
    Duration longest,
    FolderRules folders,
    Durability durability,
    InstantSource clock) {
  /** All of it, for reading only. */
  public static final ShareSettings DEFAULT =
      new ShareSettings(
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          FolderRules.whole(Permission.READ),
          Durability.PROCESS,
          Clock.systemUTC());

  public ShareSettings withRescan(Duration interval) {
    return new ShareSettings(interval, retry, quiet, longest, folders, durability, clock);
  }

  public ShareSettings withRetry(Duration interval) {
    return new ShareSettings(rescan, interval, quiet, longest, folders, durability, clock);
  }

  public ShareSettings withFolders(FolderRules others) {
    return new ShareSettings(rescan, retry, quiet, longest, others, durability, clock);
  }

  public ShareSettings withDurability(Durability other) {
    return new ShareSettings(rescan, retry, quiet, longest, folders, other, clock);
  }

  public ShareSettings withClock(InstantSource other) {
    return new ShareSettings(rescan, retry, quiet, longest, folders, durability, other);
  }
}
