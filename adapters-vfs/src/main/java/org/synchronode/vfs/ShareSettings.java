package org.synchronode.vfs;

import java.time.Duration;

/**
 * How a share is kept up to date.
 *
 * @param rescan how long until the whole share is scanned again, whatever the watch has seen
 * @param retry how long until a share that is not there is looked for again
 * @param quiet how long no further change must be seen before a folder is listed again
 * @param longest after which time it is listed although changes go on
 */
public record ShareSettings(Duration rescan, Duration retry, Duration quiet, Duration longest) {
  public static final ShareSettings DEFAULT =
      new ShareSettings(
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(50),
          Duration.ofMillis(500));

  public ShareSettings withRescan(Duration interval) {
    return new ShareSettings(interval, retry, quiet, longest);
  }
}
